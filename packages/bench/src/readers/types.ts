import type { Task } from '../measure';

/** What a reader has found: all readers must agree, or they do other things. */
export interface Counts {
  readonly tables: number;
  readonly columns: number;
  readonly foreignKeys: number;
}

/** What a reader has read, and which share of all it is, if not all. */
export interface Reading extends Counts {
  readonly share?: number;
}

/** One way to read the structure of a database. */
export type Reader = Task<Reading>;
