export { EntityReference } from './EntityReference';
