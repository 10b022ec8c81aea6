export { DuplicateConnectionDialog } from './DuplicateConnectionDialog';
