/**
 * The Connector pages for the new frontend system.
 *
 * @packageDocumentation
 */
export { connectorApiRef } from './api';
export { connectorCatalogModule } from './catalogModule';
export { connectorPlugin as default } from './plugin';
export { connectorTranslationRef } from './translation';
export { isConnectorEntity, isDataDictionaryAvailable } from './structureOf';
