/**
 * The backend of the connector plugin.
 *
 * @packageDocumentation
 */
export { connectorPlugin as default } from './plugin';
export {
  connectorEntityConditions,
  connectorEntityResourceRef,
  createConnectorEntityConditionalDecision,
  type EntityFilter,
  type EntityResource,
} from './archives/entityPermissionRules';
export {
  connectorConnectionConditions,
  connectorConnectionResourceRef,
  createConnectorConnectionConditionalDecision,
  type ConnectionFilter,
  type ConnectionResource,
} from './connections/permissionRules';
