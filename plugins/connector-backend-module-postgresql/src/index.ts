/**
 * PostgreSQL for the connector plugin.
 *
 * @packageDocumentation
 */
export { connectorModulePostgresql as default } from './module';
export { postgresqlConnector } from './postgresqlConnector';
