export { KindCounts } from './KindCounts';
