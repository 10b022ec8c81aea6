export { DaylightSaving } from './DaylightSaving';
