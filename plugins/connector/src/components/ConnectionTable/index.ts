export { ConnectionTable } from './ConnectionTable';
