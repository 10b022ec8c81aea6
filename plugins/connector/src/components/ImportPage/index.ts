export { ImportPage, ImportPanel } from './ImportPage';
