export { EmptyCatalog, EmptyCatalogFilter } from './EmptyCatalog';
