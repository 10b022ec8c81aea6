export { OwnerRules } from './OwnerRules';
