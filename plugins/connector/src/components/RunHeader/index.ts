export { RunHeader } from './RunHeader';
