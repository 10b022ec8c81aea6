import type {
  Action,
  Asset,
} from '@backstage-connector/plugin-connector-common';

/**
 * The stages after `extract`, as the contract sees them. The connector backend
 * exports the real one from its own `testUtils`.
 * @public
 */
export interface ContractPipeline {
  /** One entry for each asset that becomes an entity, in the same order. */
  map(assets: readonly Asset[]): readonly {
    readonly ref: string;
    readonly uid: string;
    /** `true`, or what the catalog would say against the entity. */
    readonly valid: boolean | string;
  }[];
  /**
   * Plans the import of these assets over what was applied before; nothing
   * means an empty catalog. The policy removes what is confirmed absent.
   */
  plan(options: {
    readonly assets: readonly Asset[];
    /** False when the read ended with an error. */
    readonly complete: boolean;
    /** `applied` of an earlier plan. */
    readonly previous?: unknown;
  }): {
    readonly decisions: readonly {
      readonly action: Action;
      readonly ref: string;
      readonly uid: string;
    }[];
    readonly applied: unknown;
  };
}
