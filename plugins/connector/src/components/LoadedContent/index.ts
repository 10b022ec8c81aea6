export { LoadedContent, NoPermission } from './LoadedContent';
