/**
 * Imports SQLite databases into the catalog.
 *
 * @packageDocumentation
 */
export { connectorModuleSqlite as default } from './module';
