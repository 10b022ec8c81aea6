/**
 * The connector contract: one suite for every technology, on real sources.
 *
 * @packageDocumentation
 */
export { TIME_LIMIT } from './checking';
export * from './clause';
export * from './clauses';
export * from './datasets';
export * from './describeConnectorContract';
export * from './pipeline';
export {
  createRecorder,
  listAll,
  readAll,
  wholeScope,
  withSession,
  type Recorder,
} from './reading';
export * from './worlds';
