import type {
  ImportOptions,
  ObservedAsset,
} from '@backstage-connector/plugin-connector-common';
import { createPatternMatcher } from '@backstage-connector/plugin-connector-node';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

/** Who owns an entity, and why. */
export interface Ownership {
  readonly owner: string;
  /** For the annotation: `rule <pattern>`, `source`, `default`, … */
  readonly rule: string;
}

/** An owner as a source names it. */
export interface NamedOwner {
  readonly text: string;
  /** In full; absent: the text names neither a group nor a user. */
  readonly ref?: string;
}

/** Nobody has a longer name: 63 characters each, and what is between. */
const MAX_CHARACTERS = 150;

const ownerRef = /^(?:group|user):[a-z0-9-]+\/[\w.-]+$/;

/**
 * Decides owners (OC-54): the first owner rule that takes the names below the
 * database, else the owner the source names if the catalog has it, else the
 * default of the connection, else whoever the import acts for.
 *
 * @param known - of those named, the ones the catalog has; asked at each asset.
 */
export function createOwners(
  options: Pick<ImportOptions, 'owner' | 'ownerRules'>,
  fallbackOwner: string | undefined,
  known: ReadonlySet<string>,
) {
  const rules = options.ownerRules.map(({ pattern, owner }) => ({
    takes: createPatternMatcher(pattern),
    ownership: { owner, rule: `rule ${pattern}` },
  }));
  const usual: Ownership =
    options.owner === '' && fallbackOwner !== undefined
      ? { owner: fallbackOwner, rule: 'import identity' }
      : { owner: options.owner, rule: 'default' };
  const ruled = ({ path }: ObservedAsset) => {
    const names = path.slice(1);
    return rules.find(({ takes }) => takes(names))?.ownership;
  };
  return {
    usual,
    /** The owner that the source names for what no rule takes. */
    named(asset: ObservedAsset): NamedOwner | undefined {
      const owner = ownerNamedBy(asset);
      return owner && !ruled(asset) ? owner : undefined;
    },
    of(asset: ObservedAsset): Ownership {
      const ref = ownerNamedBy(asset)?.ref;
      const named =
        ref !== undefined && known.has(ref)
          ? { owner: ref, rule: 'source' }
          : undefined;
      return ruled(asset) ?? named ?? usual;
    },
  };
}

/** As everywhere in Backstage, a bare name is that of a group. */
function ownerNamedBy(asset: ObservedAsset): NamedOwner | undefined {
  const text = asset.kind === 'table' ? asset.owner?.trim() : undefined;
  if (!text) {
    return undefined;
  }
  if (text.length > MAX_CHARACTERS) {
    return { text: `${text.slice(0, MAX_CHARACTERS)}…` };
  }
  try {
    const defaults = { defaultKind: 'group', defaultNamespace: 'default' };
    const ref = stringifyEntityRef(parseEntityRef(text, defaults));
    return ownerRef.test(ref) ? { text, ref } : { text };
  } catch {
    return { text };
  }
}
