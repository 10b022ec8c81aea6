/**
 * The words of the connector plugin: types, API schemas, permissions, reasons
 * and the typed client. Nothing here acts.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './api';
export * from './archive';
export * from './archivedConnection';
export * from './archiveRefusals';
export * from './asset';
export * from './check';
export * from './connection';
export * from './entityCheck';
export * from './health';
export * from './permissions';
export * from './plan';
export * from './reasons';
export * from './run';
export * from './runHistory';
export * from './schedule';
export * from './signals';
export * from './technology';
export * from './urn';
