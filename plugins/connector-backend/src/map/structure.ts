import type { TableStructure } from '@backstage-connector/plugin-connector-common';

/** What an asset's name in the catalog is made of. */
export interface Located {
  readonly urn: string;
  readonly path: readonly string[];
}

type RefOf = (asset: Located) => string;

/**
 * The structure as one JSON text. A text on purpose: the catalog would put each
 * column of an object into its search table.
 */
export function definitionOf(structure: TableStructure, refOf: RefOf): string {
  return JSON.stringify({
    ...structure,
    foreignKeys: structure.foreignKeys.map(key =>
      key.target.external
        ? key
        : { ...key, target: { ...key.target, ref: refOf(key.target) } },
    ),
  });
}

/**
 * What a table depends on besides its parent: tables it refers to, inherits from
 * or is a partition of. Sorted, so that the order of constraints means nothing.
 */
export function referencesOf(
  table: { readonly urn: string; readonly structure: TableStructure },
  refOf: RefOf,
): string[] {
  const { foreignKeys, inherits = [] } = table.structure;
  const targets: Located[] = [
    ...foreignKeys.map(key => key.target).filter(target => !target.external),
    ...inherits,
  ];
  const others = targets.filter(target => target.urn !== table.urn);
  return [...new Set(others.map(refOf))].sort();
}
