import type { Finding } from '@backstage-connector/plugin-connector-common';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { useT } from '../../hooks/useT';
import { localInstants } from '../../times';

const severities = {
  note: 'info',
  warning: 'warning',
  error: 'error',
} as const;

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gap: theme.spacing(1),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  samples: {
    margin: theme.spacing(0.5, 0, 0),
    overflowWrap: 'anywhere',
  },
}));

/** What a person should know of a run: each with its remedy. */
export const FindingList = (props: { findings: readonly Finding[] }) => {
  const classes = useStyles();
  const t = useT();
  return (
    <ul className={classes.list} aria-label={t('runPage.summary.findings')}>
      {props.findings.map(finding => (
        <li key={`${finding.code} ${finding.sentence}`}>
          <Alert severity={severities[finding.severity]}>
            <strong>
              {t(`runPage.summary.severity.${finding.severity}`)}
              {finding.count !== undefined && ` (${finding.count})`}:
            </strong>{' '}
            {localInstants(finding.sentence)}
            {finding.remedy && (
              <div>
                {t('runPage.summary.remedy', {
                  remedy: localInstants(finding.remedy),
                })}
              </div>
            )}
            {finding.samples && finding.samples.length > 0 && (
              <Typography variant="body2" className={classes.samples}>
                {t('runPage.summary.samples')}:{' '}
                {localInstants(finding.samples.join(', '))}
              </Typography>
            )}
          </Alert>
        </li>
      ))}
    </ul>
  );
};
