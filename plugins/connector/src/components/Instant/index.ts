export { Instant } from './Instant';
