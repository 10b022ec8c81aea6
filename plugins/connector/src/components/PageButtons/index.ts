export { PageButtons } from './PageButtons';
