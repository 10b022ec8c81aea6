export { ActionCounts, actionTones } from './ActionCounts';
