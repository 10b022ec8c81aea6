import type { RunKind } from '@backstage-connector/plugin-connector-common';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { RunView } from '../../hooks/useRunView';
import { useT } from '../../hooks/useT';

const useStyles = makeStyles(theme => ({
  actions: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
}));

const Buttons = ({ view, kind }: { view: RunView; kind: RunKind }) => {
  const t = useT();
  const again = t(
    kind === 'preview' ? 'runPage.previewAgain' : 'runPage.again',
  );
  switch (view.phase) {
    case 'active':
      return view.cancel ? (
        <Button variant="outlined" onClick={view.cancel}>
          {t('runPage.cancel')}
        </Button>
      ) : null;
    case 'cancelling':
      return (
        <Button variant="outlined" disabled>
          {t('runPage.cancelling')}
        </Button>
      );
    case 'needs-review':
      return view.apply && view.dismiss ? (
        <>
          <Button variant="outlined" onClick={view.dismiss}>
            {t('runPage.dismiss')}
          </Button>
          <Button variant="contained" color="primary" onClick={view.apply}>
            {t('runPage.apply')}
          </Button>
        </>
      ) : null;
    case 'previewed':
      return (
        <>
          {view.again && (
            <Button variant="outlined" onClick={view.again}>
              {again}
            </Button>
          )}
          {view.import && (
            <Button variant="contained" color="primary" onClick={view.import}>
              {t('runPage.import')}
            </Button>
          )}
        </>
      );
    case 'ended':
      return (
        <>
          {view.again && (
            <Button variant="outlined" onClick={view.again}>
              {again}
            </Button>
          )}
          {view.undo && (
            <Button variant="outlined" onClick={view.undo}>
              {t('runPage.undo')}
            </Button>
          )}
        </>
      );
    default:
      return view satisfies never;
  }
};

/** The buttons of a run, as far as its state and the permissions allow. */
export const RunActions = (props: { view: RunView; kind: RunKind }) => {
  const classes = useStyles();
  return (
    <div className={classes.actions}>
      <Buttons {...props} />
    </div>
  );
};
