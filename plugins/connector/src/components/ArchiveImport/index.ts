export { ArchiveImport } from './ArchiveImport';
