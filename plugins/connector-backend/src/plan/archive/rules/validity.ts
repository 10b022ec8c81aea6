import type { ArchiveRule } from '../rule';

/** AR-12: it was found when the archive was read. */
export const invalid: ArchiveRule = {
  id: 'AR-12',
  action: 'skip',
  reason: 'schema.invalid-entity',
  when: 'is not a valid entity, or not what the archive says it is',
  applies: ({ object }) =>
    object.invalid === undefined ? undefined : { error: object.invalid },
};

/** AR-27: the catalog would drop it without a word. */
export const unknownKind: ArchiveRule = {
  id: 'AR-27',
  action: 'skip',
  reason: 'schema.unknown-kind',
  when: 'is of a kind that this catalog does not know',
  applies: ({ object: { apiVersion, kind }, basis }) =>
    basis.knowsKind(apiVersion, kind) ? undefined : { apiVersion, kind },
};
