export { DataDictionary } from './DataDictionary';
