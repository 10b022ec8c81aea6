import Button from '@material-ui/core/Button';
import ButtonGroup from '@material-ui/core/ButtonGroup';
import GetAppIcon from '@material-ui/icons/GetApp';
import { useDecisionDownload } from '../../hooks/useDecisionDownload';
import { useT } from '../../hooks/useT';

/** Saves all decisions, whatever the filters are. */
export const DecisionDownload = ({ runId }: { runId: string }) => {
  const t = useT();
  const { busy, download } = useDecisionDownload(runId);
  return (
    <ButtonGroup size="small" disabled={busy}>
      {(['csv', 'json'] as const).map(format => {
        const name = t(
          format === 'csv'
            ? 'runPage.decisions.asCsv'
            : 'runPage.decisions.asJson',
        );
        return (
          <Button
            key={format}
            startIcon={<GetAppIcon />}
            aria-label={t('runPage.decisions.downloadAs', { format: name })}
            onClick={() => download(format)}
          >
            {name}
          </Button>
        );
      })}
    </ButtonGroup>
  );
};
