export { IdentityForm } from './IdentityForm';
