import type { Run } from '@backstage-connector/plugin-connector-common';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { useRuns } from '../../hooks/useRuns';
import { useT } from '../../hooks/useT';
import { localTime } from '../../times';
import { LoadedContent } from '../LoadedContent';

/** Chooses one of the latest runs of the same connection. */
export const OtherRun = (props: {
  run: Run;
  other: string;
  onChange: (id: string) => void;
}) => {
  const { run, other, onChange } = props;
  const t = useT();
  const runs = useRuns({ connection: run.connectionId });
  return (
    <LoadedContent state={runs}>
      {({ items }) => {
        const others = items.filter(({ id }) => id !== run.id);
        if (!others.length && !other) {
          return <Typography>{t('comparison.noOther')}</Typography>;
        }
        const listed = others.some(({ id }) => id === other);
        return (
          <TextField
            select
            id="compare-with"
            label={t('comparison.with')}
            value={other}
            onChange={({ target }) => onChange(target.value)}
            helperText={!other && t('comparison.chooseHint')}
            variant="outlined"
            size="small"
            style={{ minWidth: 320, justifySelf: 'start' }}
            InputLabelProps={{ id: 'compare-with-label', shrink: true }}
            SelectProps={{ labelId: 'compare-with-label', displayEmpty: true }}
          >
            <MenuItem value="" disabled>
              {t('comparison.choose')}
            </MenuItem>
            {/* An older run than those listed can still be in the address. */}
            {other && !listed && <MenuItem value={other}>{other}</MenuItem>}
            {others.map(it => (
              <MenuItem key={it.id} value={it.id}>
                {t('monitor.mark', {
                  kind: t(`run.kind.${it.kind}`),
                  state: t(`run.state.${it.state}`),
                  time: localTime(it.startedAt ?? it.queuedAt),
                })}
              </MenuItem>
            ))}
          </TextField>
        );
      }}
    </LoadedContent>
  );
};
