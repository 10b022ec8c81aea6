export { ImportShortcuts } from './ImportShortcuts';
