export { RecordTable, type RecordColumn } from './RecordTable';
