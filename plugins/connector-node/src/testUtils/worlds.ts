import type { ConnectorConfig } from '../connector';
import type {
  RelationalChange,
  RelationalDataset,
  RelationalDifferences,
} from './datasets/relational';

/**
 * What can be wrong with a source. Each technology is asked about each, one at
 * a time.
 * @public
 */
export const breakages = [
  'wrong-credentials',
  'unreachable',
  /**
   * Accepts the connection and never answers; the time limit of the check may
   * be the first to notice, with the code {@link TIME_LIMIT}.
   */
  'silent',
  'missing-target',
  'missing-grant',
  'dies-mid-read',
] as const;

/** @public */
export type Breakage = (typeof breakages)[number];

/** @public */
export type Settings = Pick<ConnectorConfig, 'parameters' | 'secrets'>;

/** A source the world has made, holding one dataset and nothing else. @public */
export interface Source<Change = any> {
  readonly settings: Settings;
  /** The system part of the URNs. */
  readonly system: string;
  /** The name of the database: the first part of every path. */
  readonly database: string;
  /**
   * Texts that must show nowhere: each secret of the settings, and a value the
   * world has put into a row.
   */
  readonly canaries: readonly string[];
  /** Makes these changes, in this order, by the source's own means. */
  change(changes: readonly Change[]): Promise<void>;
  /** Equal as long as nobody wrote to the source. */
  fingerprint(): Promise<string>;
  /** How many sessions others than the world have open on it. */
  openSessions(): Promise<number>;
  remove(): Promise<void>;
}

/** A source that is broken in one way. @public */
export interface Broken {
  /** What to open instead. */
  readonly settings: Settings;
  readonly effect:
    | {
        /** The check fails at this step, with one of these diagnoses. */
        readonly kind: 'check-fails';
        readonly step: string;
        readonly codes: readonly string[];
      }
    | {
        /**
         * An optional step fails so; what lies at this path is yielded as
         * `not-observed`, and the rest as always.
         */
        readonly kind: 'not-observed';
        readonly step: string;
        readonly codes: readonly string[];
        readonly path: readonly string[];
      };
  /**
   * For `dies-mid-read`: kills the source. Called while a session is open, at
   * the latest when it has given its first table.
   */
  strike?(): Promise<void>;
  /** May be called twice. */
  repair(): Promise<void>;
}

/** Breaks a source; or says why this technology cannot have it. @public */
export type Break =
  | ((source: Source) => Promise<Broken>)
  | { readonly notApplicable: string };

/**
 * Where a connector is put to the test: real sources of its technology, made,
 * changed and broken on demand.
 * @public
 */
export interface ConnectorWorld<Dataset = any, Change = any> {
  seed(dataset: Dataset): Promise<Source<Change>>;
  readonly breakages: Readonly<Record<Breakage, Break>>;
  /** After the last clause. */
  close(): Promise<void>;
}

/** What belongs to each category of sources. @public */
export interface Categories {
  relational: {
    dataset: RelationalDataset;
    change: RelationalChange;
    differences: RelationalDifferences;
  };
}

/** @public */
export type Category = keyof Categories;

/** The world of a category. @public */
export type WorldOf<C extends Category> = ConnectorWorld<
  Categories[C]['dataset'],
  Categories[C]['change']
>;

/** @public */
export type RelationalWorld = WorldOf<'relational'>;
