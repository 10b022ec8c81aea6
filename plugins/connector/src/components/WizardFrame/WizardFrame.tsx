import type { ReactNode } from 'react';
import { useT } from '../../hooks/useT';
import { StepFrame } from '../StepFrame';

/** The steps of an import, in order. */
export const wizardSteps = [
  'technology',
  'identity',
  'connect',
  'test',
  'review',
] as const;

export type WizardStep = (typeof wizardSteps)[number];

/** The row of steps, the content of the one that is open, and its buttons. */
export const WizardFrame = (props: {
  step: WizardStep;
  /** The steps one may go to from here. */
  reachable?: readonly WizardStep[];
  onStep?: (step: WizardStep) => void;
  wide?: boolean;
  footer?: ReactNode;
  children: ReactNode;
}) => {
  const t = useT();
  return (
    <StepFrame
      {...props}
      label={t('wizard.steps')}
      steps={wizardSteps.map(name => ({
        name,
        title: t(`wizard.step.${name}`),
      }))}
    />
  );
};
