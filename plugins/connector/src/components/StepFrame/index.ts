export { StepFrame } from './StepFrame';
