export { DecisionTable } from './DecisionTable';
