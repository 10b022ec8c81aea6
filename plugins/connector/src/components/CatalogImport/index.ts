export { CatalogImport } from './CatalogImport';
