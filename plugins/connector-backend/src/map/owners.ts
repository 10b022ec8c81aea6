import type {
  ImportOptions,
  ObservedAsset,
} from '@backstage-connector/plugin-connector-common';
import { createPatternMatcher } from '@backstage-connector/plugin-connector-node';

/** Who owns an entity, and why. */
export interface Ownership {
  readonly owner: string;
  /** For the annotation: `rule <pattern>`, `source`, `default`, … */
  readonly rule: string;
}

const ownerRef = /^(?:group|user):[a-z0-9-]+\/[\w.-]+$/i;

/**
 * Decides owners (OC-54): the first owner rule that takes the names below the
 * database, else the owner the source names, else the default of the connection,
 * else whoever the import acts for.
 */
export function createOwners(
  options: Pick<ImportOptions, 'owner' | 'ownerRules'>,
  fallbackOwner: string | undefined,
) {
  const rules = options.ownerRules.map(({ pattern, owner }) => ({
    takes: createPatternMatcher(pattern),
    ownership: { owner, rule: `rule ${pattern}` },
  }));
  const usual: Ownership =
    options.owner === '' && fallbackOwner !== undefined
      ? { owner: fallbackOwner, rule: 'import identity' }
      : { owner: options.owner, rule: 'default' };
  return {
    usual,
    of(asset: ObservedAsset): Ownership {
      const names = asset.path.slice(1);
      const rule = rules.find(({ takes }) => takes(names));
      return rule?.ownership ?? ownerNamedBy(asset) ?? usual;
    },
  };
}

function ownerNamedBy(asset: ObservedAsset): Ownership | undefined {
  const owner = asset.kind === 'table' ? asset.owner?.trim() : undefined;
  return owner !== undefined && ownerRef.test(owner)
    ? { owner, rule: 'source' }
    : undefined;
}
