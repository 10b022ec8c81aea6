import { useState } from 'react';
import type { RunLogEntry } from '@backstage-connector/plugin-connector-common';
import { LogViewer, Progress } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { useLogDownload } from '../../hooks/useLogDownload';
import { logAddress, useLogPlace } from '../../hooks/useLogPlace';
import { useRunLog } from '../../hooks/useRunLog';
import { useT } from '../../hooks/useT';
import { errorMessage } from '../../errorMessage';
import { logText } from '../../logText';
import { LogBar } from './LogBar';
import { LogPages } from './LogPages';

const useStyles = makeStyles({
  log: { height: 'calc(100vh - 560px)', minHeight: 360 },
});

/** The log of a run: follows its end until told to hold, or goes by pages. */
export const RunLog = ({ runId }: { runId: string }) => {
  const classes = useStyles();
  const t = useT();
  const place = useLogPlace();
  const { level, first, upTo } = place;
  const log = useRunLog(runId, level, first);
  const { entries, ended, problem } = log;
  // The viewer scrolls to the end whenever its text changes. Not following
  // therefore means to hold the text at the line it had.
  const [heldAt, setHeldAt] = useState<RunLogEntry['seq']>();
  const download = useLogDownload(runId);
  const held =
    heldAt === undefined ? [] : entries.filter(it => it.seq > heldAt);
  const shown = entries.slice(0, entries.length - held.length).slice(0, upTo);
  const start = entries.at(0)?.seq ?? 1;

  return (
    <>
      <LogBar
        level={level}
        onLevel={value => {
          setHeldAt(undefined);
          place.go({ level: value });
        }}
        follow={ended || first !== undefined ? undefined : heldAt === undefined}
        onFollow={follow =>
          setHeldAt(follow ? undefined : entries.at(-1)?.seq ?? 0)
        }
        held={held.length}
        download={download}
        addressOf={() => logAddress(level, start)}
      />
      {problem && <Alert severity="warning">{errorMessage(problem)}</Alert>}
      {log.loading && <Progress />}
      {shown.length > 0 && (
        <div className={classes.log}>
          <LogViewer
            // A page has line numbers of its own.
            key={`${level} ${first}`}
            text={logText(shown, { colour: true })}
            onDownloadLog={download.download}
          />
        </div>
      )}
      {!log.loading && !problem && !shown.length && (
        <Typography color="textSecondary">{t('runPage.log.empty')}</Typography>
      )}
      <LogPages
        runId={runId}
        level={level}
        start={start}
        more={log.cut || shown.length + held.length < entries.length}
        atEnd={first === undefined}
        onEarlier={to => place.go({ first: to })}
        onLater={() =>
          upTo === undefined
            ? place.go({ first: (entries.at(-1)?.seq ?? 0) + 1 })
            : place.showAll()
        }
        onEnd={() => place.go({})}
      />
    </>
  );
};
