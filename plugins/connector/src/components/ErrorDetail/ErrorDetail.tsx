import type { Failure } from '@backstage-connector/plugin-connector-common';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import FileCopyIcon from '@material-ui/icons/FileCopyOutlined';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { alertApiRef, useApi } from '@backstage/core-plugin-api';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import { useT } from '../../hooks/useT';

const useStyles = makeStyles(theme => ({
  alert: {
    backgroundColor: theme.palette.background.paper,
    // Where it is narrow, the button stands below.
    flexWrap: 'wrap',
    '& .MuiAlert-message': { flex: '1 1 360px', minWidth: 0 },
    '& .MuiAlert-action': { alignItems: 'flex-start' },
  },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    gap: theme.spacing(0.5, 2),
    margin: theme.spacing(1, 0, 0),
    '& dt': { fontWeight: theme.typography.fontWeightBold },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  },
  message: {
    margin: 0,
    whiteSpace: 'pre-wrap',
    fontFamily: 'monospace',
  },
}));

const Fact = (props: { name: string; value: string; verbatim: boolean }) => {
  const classes = useStyles();
  return (
    <>
      <dt>{props.name}</dt>
      <dd>
        {props.verbatim ? (
          <pre className={classes.message}>{props.value}</pre>
        ) : (
          props.value
        )}
      </dd>
    </>
  );
};

/** A failure, explained: what, where, what to do, and the source's own words. */
export const ErrorDetail = (props: {
  failure: Failure;
  /** What people call the step and the setting. */
  stepTitle?: string;
  fieldTitle?: string;
}) => {
  const { failure } = props;
  const { stepTitle = failure.step, fieldTitle = failure.field } = props;
  const classes = useStyles();
  const t = useT();
  const alertApi = useApi(alertApiRef);
  const [, copyText] = useCopyToClipboard();

  const facts: [string, string | undefined][] = [
    [t('failure.cause'), failure.title],
    [t('failure.remedy'), failure.remedy],
    [t('failure.step'), stepTitle],
    [t('failure.setting'), fieldTitle],
    [t('failure.code'), failure.code],
    [t('failure.driverMessage'), failure.driverMessage],
  ];
  const known = facts.filter(([, value]) => value !== undefined);
  const copy = () => {
    copyText(known.map(([name, value]) => `${name}: ${value}`).join('\n'));
    alertApi.post({ message: t('failure.copied'), display: 'transient' });
  };

  return (
    <Alert
      severity="error"
      variant="outlined"
      className={classes.alert}
      action={
        <Button
          size="small"
          color="inherit"
          startIcon={<FileCopyIcon fontSize="inherit" />}
          onClick={copy}
        >
          {t('failure.copy')}
        </Button>
      }
    >
      <AlertTitle>{t('failure.title')}</AlertTitle>
      <Typography component="dl" variant="body2" className={classes.facts}>
        {known.map(([name, value]) => (
          <Fact
            key={name}
            name={name}
            value={value!}
            verbatim={value === failure.driverMessage}
          />
        ))}
      </Typography>
    </Alert>
  );
};
