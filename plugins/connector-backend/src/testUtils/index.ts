/**
 * For the test suites of connector technologies, and the benches.
 *
 * @packageDocumentation
 */
export * from './contractPipeline';
export { calendarDifferences } from './calendarCases';
export { defaultArchiveLimits, type ArchiveLimits } from '../archives/format';
export { archiveStages } from './archiveStages';
