export { DeleteConnectionDialog } from './DeleteConnectionDialog';
