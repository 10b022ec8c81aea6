export { RunComparison } from './RunComparison';
