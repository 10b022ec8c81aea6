/**
 * What the author of a connector technology needs.
 *
 * @packageDocumentation
 */
export * from './ConnectorError';
export * from './comments';
export * from './connector';
export * from './createConnector';
export * from './diagnoses';
export * from './extensions';
export * from './parseConfig';
export * from './scope';
