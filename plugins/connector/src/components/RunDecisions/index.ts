export { RunDecisions } from './RunDecisions';
