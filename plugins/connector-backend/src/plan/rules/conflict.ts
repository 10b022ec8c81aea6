import { mappedRule } from './rule';

/** OC-55: the first object of a source keeps the name. */
export const duplicateInSource = mappedRule(
  'duplicate in source',
  ({ ref, uid }, _, basis) => {
    const first = basis.takenBy(ref, uid);
    return first === undefined
      ? undefined
      : {
          action: 'reject',
          reason: 'conflict.duplicate-in-source',
          facts: { ref, first },
        };
  },
);

/** OC-55: what another connection imports stays its own. */
export const heldByConnection = mappedRule(
  'held by another connection',
  ({ ref }, _, basis) => {
    const holder = basis.holder(ref);
    return holder?.kind === 'connection'
      ? {
          action: 'reject',
          reason: 'conflict.other-connection',
          facts: { ref, connection: holder.name },
        }
      : undefined;
  },
);

/** OC-55: what somebody else put into the catalog is not overwritten. */
export const heldInCatalog = mappedRule(
  'held in the catalog',
  ({ ref }, _, basis) => {
    const holder = basis.holder(ref);
    return holder?.kind === 'catalog'
      ? {
          action: 'reject',
          reason: 'conflict.managed-elsewhere',
          facts: { ref, manager: holder.manager },
        }
      : undefined;
  },
);
