export { ErrorDetail } from './ErrorDetail';
