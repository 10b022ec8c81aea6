export type { Reader, Reading } from './types';

/** All readers, in the order of the report; each is in a file of its own. */
export const readers = {
  catalog: 'raw catalog queries',
  connector: 'this connector',
  pgStructure: 'pg-structure',
  reflection: 'information_schema per table',
} as const;

export type ReaderId = keyof typeof readers;
