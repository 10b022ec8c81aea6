export { RunSettings } from './RunSettings';
