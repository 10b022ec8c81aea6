import {
  logLevels,
  type LogLevel,
} from '@backstage-connector/plugin-connector-common';
import Button from '@material-ui/core/Button';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import MenuItem from '@material-ui/core/MenuItem';
import Switch from '@material-ui/core/Switch';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { alertApiRef, useApi } from '@backstage/core-plugin-api';
import type { useLogDownload } from '../../hooks/useLogDownload';
import { useAttempt } from '../../hooks/useAttempt';
import { useT } from '../../hooks/useT';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    marginBottom: theme.spacing(1),
  },
}));

/** Which lines, whether to follow, and what to take along. */
export const LogBar = (props: {
  level: LogLevel;
  onLevel: (level: LogLevel) => void;
  /** Undefined where there is nothing to follow. */
  follow: boolean | undefined;
  onFollow: (follow: boolean) => void;
  /** So many lines have come that are not shown. */
  held: number;
  download: ReturnType<typeof useLogDownload>;
  addressOf: () => string;
}) => {
  const { level, onLevel, follow, onFollow, held, download, addressOf } = props;
  const classes = useStyles();
  const t = useT();
  const alertApi = useApi(alertApiRef);
  const { attempt } = useAttempt();
  const copy = () =>
    attempt(async () => {
      await navigator.clipboard.writeText(addressOf());
      alertApi.post({
        message: t('runPage.log.copied'),
        severity: 'success',
        display: 'transient',
      });
    });
  return (
    <div className={classes.bar}>
      <TextField
        select
        id="log-level"
        label={t('runPage.log.level')}
        value={level}
        onChange={event => onLevel(event.target.value as LogLevel)}
        InputLabelProps={{ id: 'log-level-label' }}
        SelectProps={{ labelId: 'log-level-label' }}
        variant="outlined"
        size="small"
      >
        {logLevels.map(value => (
          <MenuItem key={value} value={value}>
            {t(`runPage.log.levels.${value}`)}
          </MenuItem>
        ))}
      </TextField>
      {follow !== undefined && (
        <FormControlLabel
          control={
            <Switch
              color="primary"
              checked={follow}
              onChange={(_, checked) => onFollow(checked)}
            />
          }
          label={t('runPage.log.follow')}
        />
      )}
      <Button size="small" title={t('runPage.log.copyHint')} onClick={copy}>
        {t('runPage.log.copy')}
      </Button>
      {download.lines === undefined ? (
        <Button size="small" onClick={download.download}>
          {t('runPage.log.download')}
        </Button>
      ) : (
        <>
          <Typography variant="body2" role="status">
            {t('runPage.log.downloading', {
              lines: download.lines.toLocaleString(),
            })}
          </Typography>
          <Button size="small" onClick={download.cancel}>
            {t('action.cancel')}
          </Button>
        </>
      )}
      {held > 0 && (
        <Typography variant="body2" role="status">
          {t('runPage.log.held', { count: held })}
        </Typography>
      )}
    </div>
  );
};
