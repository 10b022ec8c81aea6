export { ArchivedConnections } from './ArchivedConnections';
export { ConnectionChoice } from './ConnectionChoice';
export { ExportedConnections } from './ExportedConnections';
export { PrefilledFrom } from './PrefilledFrom';
