export { ConnectionsPage, ConnectionsPanel } from './ConnectionsPage';
