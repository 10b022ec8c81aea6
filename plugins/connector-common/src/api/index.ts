export * from './ConnectorClient';
export * from './delivery';
export * from './endpoint';
export * from './endpoints';
export * from './openapi';
