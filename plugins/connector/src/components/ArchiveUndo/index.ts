export { ArchiveUndo } from './ArchiveUndo';
