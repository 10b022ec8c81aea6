export { ObjectList } from './ObjectList';
