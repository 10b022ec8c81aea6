export { MonitorPage, MonitorPanel } from './MonitorPage';
