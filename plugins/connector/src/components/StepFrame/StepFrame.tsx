import { useEffect, useRef, type ReactNode } from 'react';
import Paper from '@material-ui/core/Paper';
import Step from '@material-ui/core/Step';
import StepButton from '@material-ui/core/StepButton';
import Stepper from '@material-ui/core/Stepper';
import { makeStyles } from '@material-ui/core/styles';
import { useT } from '../../hooks/useT';

const useStyles = makeStyles(theme => ({
  stepper: {
    flexWrap: 'wrap',
    rowGap: theme.spacing(1),
    padding: theme.spacing(2),
    '& button': { borderRadius: theme.shape.borderRadius },
  },
  // Where a new step begins for those who do not see it.
  heading: {
    position: 'absolute',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
  body: { marginTop: theme.spacing(3) },
  foot: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginTop: theme.spacing(3),
    paddingTop: theme.spacing(2),
    borderTop: `1px solid ${theme.palette.divider}`,
  },
}));

/** The row of steps, the content of the one that is open, and its buttons. */
export function StepFrame<T extends string>(props: {
  steps: readonly { readonly name: T; readonly title: string }[];
  /** What the steps are of. */
  label: string;
  step: T;
  /** The steps one may go to from here. */
  reachable?: readonly T[];
  onStep?: (step: T) => void;
  wide?: boolean;
  footer?: ReactNode;
  children: ReactNode;
}) {
  const { steps, label, step, reachable = [], onStep } = props;
  const { wide, footer, children } = props;
  const classes = useStyles();
  const t = useT();
  const active = steps.findIndex(({ name }) => name === step);
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that led here is gone, and so is what one had scrolled to.
  useEffect(() => heading.current?.focus(), [step]);
  return (
    <>
      <h2 ref={heading} tabIndex={-1} className={classes.heading}>
        {t('wizard.stepOf', {
          number: String(active + 1),
          total: String(steps.length),
          name: steps[active].title,
        })}
      </h2>
      <Paper variant="outlined">
        <Stepper
          nonLinear
          activeStep={active}
          className={classes.stepper}
          aria-label={label}
        >
          {steps.map(({ name, title }, index) => (
            <Step
              key={name}
              completed={index < active}
              disabled={name !== step && !reachable.includes(name)}
            >
              <StepButton
                onClick={() => onStep?.(name)}
                aria-current={name === step ? 'step' : undefined}
              >
                {title}
              </StepButton>
            </Step>
          ))}
        </Stepper>
      </Paper>
      <div
        className={classes.body}
        style={{ maxWidth: wide ? undefined : 960 }}
      >
        {children}
        {footer && <div className={classes.foot}>{footer}</div>}
      </div>
    </>
  );
}
