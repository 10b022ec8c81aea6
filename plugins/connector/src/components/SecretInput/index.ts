export { SecretInput } from './SecretInput';
