import {
  findingOf,
  type Finding,
  type ImportOptions,
} from '@backstage-connector/plugin-connector-common';

/** A guard that holds removals until a person answers. */
export interface HeldRemovals {
  readonly held: true;
  readonly facts: { readonly count: string; readonly total: string };
}

/**
 * OC-53: a run that would remove more than the share of a connection's objects,
 * and at least the count, is held.
 */
export function guardRemovals(options: {
  removals: number;
  /** Objects the connection had in the catalog before the run. */
  total: number;
  limit: ImportOptions['removalLimit'];
}): HeldRemovals | undefined {
  const { removals, total, limit } = options;
  return removals > limit.share * total && removals >= limit.count
    ? { held: true, facts: { count: `${removals}`, total: `${total}` } }
    : undefined;
}

export function heldFinding(guard: HeldRemovals): Finding {
  return findingOf('absence.held', guard.facts, {
    count: Number(guard.facts.count),
  });
}

/** What could not be listed; nothing when all was read. */
export function incompleteScopes(
  scopes: readonly {
    readonly path: readonly string[];
    readonly reason: string;
  }[],
): Finding | undefined {
  const [first] = scopes;
  if (first === undefined) {
    return undefined;
  }
  const name = ({ path }: typeof first) => path.join('.');
  return findingOf(
    'absence.incomplete',
    {
      scope: scopes.length === 1 ? name(first) : `${scopes.length} scopes`,
      error: first.reason,
    },
    {
      count: scopes.length,
      samples: scopes.map(scope => `${name(scope)}: ${scope.reason}`),
    },
  );
}
