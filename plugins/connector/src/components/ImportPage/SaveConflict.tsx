import { useEffect, useRef } from 'react';
import type {
  Connection,
  Technology,
} from '@backstage-connector/plugin-connector-common';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { useT } from '../../hooks/useT';
import { exactTime } from '../../times';
import { differences } from '../../wizard/differences';
import { draftOf, type Draft } from '../../wizard/draft';

const useStyles = makeStyles(theme => ({
  root: {
    marginBottom: theme.spacing(2),
    '& .MuiAlert-action': { alignItems: 'flex-start', whiteSpace: 'nowrap' },
  },
}));

/** Someone else saved first: the person says whose settings are to stay. */
export const SaveConflict = (props: {
  technology: Technology;
  mine: Draft;
  theirs: Connection;
  busy: boolean;
  onLoad: () => void;
  onKeep: () => void;
}) => {
  const { technology, mine, theirs, busy, onLoad, onKeep } = props;
  const classes = useStyles();
  const t = useT();
  const root = useRef<HTMLDivElement>(null);
  // The button that was pressed may be far below.
  useEffect(() => root.current?.focus(), [theirs.version]);
  const differing = differences(technology, [mine, draftOf(theirs)], t);
  return (
    <Alert
      ref={root}
      tabIndex={-1}
      severity="warning"
      className={classes.root}
      action={
        <>
          <Button color="inherit" size="small" disabled={busy} onClick={onLoad}>
            {t('wizard.conflict.load')}
          </Button>
          <Button color="inherit" size="small" disabled={busy} onClick={onKeep}>
            {t('wizard.conflict.keep')}
          </Button>
        </>
      }
    >
      <AlertTitle>{t('wizard.conflict.title')}</AlertTitle>
      {t('wizard.conflict.text', {
        person: theirs.updatedBy,
        time: exactTime(theirs.updatedAt),
      })}{' '}
      {differing.length
        ? t('wizard.conflict.differing', { settings: differing.join(', ') })
        : t('wizard.conflict.same')}
    </Alert>
  );
};
