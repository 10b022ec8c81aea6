/**
 * The one entity provider through which connectors reach the catalog.
 *
 * @packageDocumentation
 */
export { catalogModuleConnector as default } from './module';
