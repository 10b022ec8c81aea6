export { RunFailure } from './RunFailure';
