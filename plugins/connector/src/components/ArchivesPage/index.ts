export { ArchivesPage, ArchivesPanel } from './ArchivesPage';
