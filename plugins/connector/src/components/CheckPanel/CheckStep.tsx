import type { CheckStepResult } from '@backstage-connector/plugin-connector-common';
import CircularProgress from '@material-ui/core/CircularProgress';
import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import ErrorIcon from '@material-ui/icons/Error';
import RadioButtonUncheckedIcon from '@material-ui/icons/RadioButtonUnchecked';
import RemoveCircleOutlineIcon from '@material-ui/icons/RemoveCircleOutline';
import WarningIcon from '@material-ui/icons/Warning';
import { useT } from '../../hooks/useT';
import { durationText } from '../../times';
import { toneColour } from '../StateChip';

const useStyles = makeStyles(theme => ({
  step: {
    display: 'grid',
    gridTemplateColumns: '24px minmax(0, 1fr) max-content',
    gap: theme.spacing(0, 1.5),
    alignItems: 'start',
    padding: theme.spacing(1, 0),
    borderTop: `1px solid ${theme.palette.divider}`,
  },
  facts: { overflowWrap: 'anywhere' },
}));

const OutcomeIcon = ({ step }: { step: CheckStepResult }) => {
  const theme = useTheme();
  const t = useT();
  const titleAccess = t(`test.outcome.${step.outcome}`);
  switch (step.outcome) {
    case 'running':
      return <CircularProgress size={20} aria-label={titleAccess} />;
    case 'passed':
      return (
        <CheckCircleIcon
          titleAccess={titleAccess}
          style={{ color: toneColour(theme, 'good') }}
        />
      );
    case 'failed':
      return step.importance === 'mandatory' ? (
        <ErrorIcon
          titleAccess={titleAccess}
          style={{ color: toneColour(theme, 'bad') }}
        />
      ) : (
        <WarningIcon
          titleAccess={titleAccess}
          style={{ color: toneColour(theme, 'warning') }}
        />
      );
    case 'skipped':
      return (
        <RemoveCircleOutlineIcon titleAccess={titleAccess} color="disabled" />
      );
    default:
      return (
        <RadioButtonUncheckedIcon titleAccess={titleAccess} color="disabled" />
      );
  }
};

const Facts = ({ step }: { step: CheckStepResult }) => {
  const t = useT();
  switch (step.outcome) {
    case 'passed':
      return (
        <Typography variant="body2" color="textSecondary">
          {step.evidence}
        </Typography>
      );
    case 'failed':
      return (
        <>
          <Typography variant="body2">{step.failure.title}</Typography>
          {step.importance === 'optional' && step.consequence && (
            <Typography variant="body2">
              {t('test.consequence', { consequence: step.consequence })}
            </Typography>
          )}
        </>
      );
    case 'skipped':
      return (
        <Typography variant="body2" color="textSecondary">
          {step.reason}
        </Typography>
      );
    default:
      return null;
  }
};

/** One step of a test: outcome, evidence or failure, and how long it took. */
export const CheckStep = (props: { step: CheckStepResult }) => {
  const { step } = props;
  const classes = useStyles();
  const t = useT();
  return (
    <li className={classes.step}>
      <OutcomeIcon step={step} />
      <div className={classes.facts}>
        <Typography variant="body1" component="span">
          {step.title}
          {step.importance === 'optional' && (
            <Typography variant="body2" component="span" color="textSecondary">
              {` (${t('test.optional')})`}
            </Typography>
          )}
        </Typography>
        <Facts step={step} />
      </div>
      <Typography variant="body2" color="textSecondary">
        {'durationMs' in step
          ? durationText(step.durationMs)
          : t(`test.outcome.${step.outcome}`)}
      </Typography>
    </li>
  );
};
