import type { ArchiveObject } from '@backstage-connector/plugin-connector-common';

/** A line of the list: an object, or something the object above it needs. */
export type ObjectRow =
  | { readonly kind: 'object'; object: ArchiveObject }
  | {
      readonly kind: 'needed';
      by: ArchiveObject;
      ref: string;
      inArchive: boolean;
    };

/**
 * The lines of the list, in order. `needed` says whether what objects need is
 * listed below them; those in `turned` are the other way round.
 */
export function objectRows(
  objects: readonly ArchiveObject[],
  needed: boolean,
  turned: ReadonlySet<number>,
): ObjectRow[] {
  const rows: ObjectRow[] = [];
  for (const object of objects) {
    rows.push({ kind: 'object', object });
    if (turned.has(object.seq) === needed) continue;
    for (const { ref, seq } of object.requires) {
      rows.push({
        kind: 'needed',
        by: object,
        ref,
        inArchive: seq !== undefined,
      });
    }
  }
  return rows;
}
