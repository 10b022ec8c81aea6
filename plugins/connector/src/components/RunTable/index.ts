export { RunTable } from './RunTable';
