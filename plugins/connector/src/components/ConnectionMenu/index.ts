export { ConnectionMenu } from './ConnectionMenu';
