export { RunStrips } from './RunStrips';
