export { ArchiveExport } from './ArchiveExport';
