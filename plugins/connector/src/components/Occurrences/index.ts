export { Occurrences } from './Occurrences';
