export { WizardFrame, wizardSteps, type WizardStep } from './WizardFrame';
