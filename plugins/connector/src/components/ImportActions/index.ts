export { ImportActions } from './ImportActions';
