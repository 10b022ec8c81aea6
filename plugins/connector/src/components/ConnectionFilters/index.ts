export { ConnectionFilters } from './ConnectionFilters';
