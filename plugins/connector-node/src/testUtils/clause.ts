import type {
  Asset,
  Capability,
} from '@backstage-connector/plugin-connector-common';
import type { Connector } from '../connector';
import type { ContractPipeline } from './pipeline';
import type { ConnectorWorld } from './worlds';

/** A dataset of the category, ready for one technology. @public */
export interface ContractDataset<Dataset = any, Change = any> {
  readonly standard: Dataset;
  /** The standard change. */
  readonly changes: readonly Change[];
  readonly large: Dataset;
  readonly empty: Dataset;
  /** Exactly what the connector must yield for a dataset, in any order. */
  expected(options: {
    dataset: Dataset;
    /** Applied to the dataset first. */
    changes?: readonly Change[];
    technology: string;
    system: string;
    database: string;
  }): Asset[];
  /** Names that must come through as they are. */
  readonly hostileNames: readonly string[];
}

/** What a clause looks at. @public */
export interface ContractSubject {
  // A connector's session type is its own affair.
  readonly connector: Connector<any>;
  readonly world: ConnectorWorld;
  readonly dataset: ContractDataset;
  readonly pipeline: ContractPipeline;
  /** The name of the technology's package, and the text of its README. */
  readonly packageName: string;
  readonly readme: string;
}

/**
 * One sentence of the contract. It holds when `verify` resolves. Clauses are
 * data: one list feeds Jest and the test of the contract itself.
 * @public
 */
export interface Clause {
  readonly id: string;
  /** Continues "the connector …". */
  readonly title: string;
  /** Left out where the technology declares, with its reason, not to have it. */
  readonly needs?: Capability;
  verify(subject: ContractSubject): Promise<void>;
}
