import type { Connection } from '@backstage-connector/plugin-connector-common';
import { wizardSteps, type WizardStep } from '../WizardFrame';

/**
 * Which step of the wizard is open for a saved connection, and to which others
 * one may go. The technology cannot change any more; connections of the
 * configuration have nothing to enter.
 */
export function openStep(
  asked: string | null,
  { origin }: Pick<Connection, 'origin'>,
): {
  step: Exclude<WizardStep, 'technology'>;
  reachable: readonly WizardStep[];
} {
  const open =
    origin === 'configuration'
      ? (['test', 'review'] as const)
      : (['identity', 'connect', 'test', 'review'] as const);
  const step = open.find(name => name === asked) ?? open[0];
  return {
    step,
    // Forward one goes by the buttons, which check and save what was entered.
    reachable: open.filter(
      name => wizardSteps.indexOf(name) < wizardSteps.indexOf(step),
    ),
  };
}
