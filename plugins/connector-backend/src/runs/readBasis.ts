import type { Entity } from '@backstage/catalog-model';
import type { CatalogGateway } from '../apply/CatalogGateway';
import type {
  DatabaseObjectStore,
  LedgerObject,
} from '../database/DatabaseObjectStore';
import type { Basis, Holder, MappedEntity } from '../plan/types';

/** What a whole run knows of the ledger and of itself. */
export interface RunKnowledge {
  readonly connectionId: string;
  readonly ledger: ReadonlyMap<string, LedgerObject>;
  /** The reference each object of this run has taken, by reference. */
  readonly taken: ReadonlyMap<string, { uid: string; urn: string }>;
}

/**
 * Reads all that the rules may ask about one batch of changed objects: their
 * entities in the ledger, and who else holds the references that are new. Costs
 * grow with the batch, not with the catalog.
 */
export async function readBasis(options: {
  knowledge: RunKnowledge;
  changed: readonly MappedEntity[];
  objects: DatabaseObjectStore;
  gateway: CatalogGateway;
  signal: AbortSignal;
  connectionName(id: string): Promise<string>;
}): Promise<Basis> {
  const { knowledge, changed, objects } = options;
  const before = await objects.entities(
    changed.filter(it => knowledge.ledger.has(it.uid)).map(it => it.uid),
  );
  const newcomers = changed.filter(
    it => knowledge.ledger.get(it.uid)?.ref !== it.ref,
  );
  const holders = await readHolders({ ...options, newcomers });
  return basisOf(knowledge, before, holders);
}

/** A basis for objects that were not seen: no reference is new. */
export function basisOf(
  knowledge: RunKnowledge,
  before: ReadonlyMap<string, Entity>,
  holders: ReadonlyMap<string, Holder> = new Map(),
): Basis {
  return {
    ledger: uid => knowledge.ledger.get(uid),
    before: uid => before.get(uid),
    holder: ref => holders.get(ref),
    takenBy: (ref, uid) => {
      const taken = knowledge.taken.get(ref);
      return taken && taken.uid !== uid ? taken.urn : undefined;
    },
  };
}

async function readHolders(options: {
  knowledge: RunKnowledge;
  newcomers: readonly MappedEntity[];
  objects: DatabaseObjectStore;
  gateway: CatalogGateway;
  signal: AbortSignal;
  connectionName(id: string): Promise<string>;
}): Promise<Map<string, Holder>> {
  const { knowledge, newcomers, objects, gateway, signal } = options;
  const holders = new Map<string, Holder>();
  if (newcomers.length === 0) {
    return holders;
  }
  const refs = newcomers.map(it => it.ref);
  const elsewhere = await objects.heldElsewhere(knowledge.connectionId, {
    uids: newcomers.map(it => it.uid),
    refs,
  });
  for (const { uid, ref } of newcomers) {
    const connectionId = elsewhere.get(uid) ?? elsewhere.get(ref);
    if (connectionId !== undefined) {
      holders.set(ref, {
        kind: 'connection',
        name: await options.connectionName(connectionId),
      });
    }
  }
  const inCatalog = await gateway.holders(
    refs.filter(ref => !holders.has(ref)),
    { signal },
  );
  for (const [ref, { manager, connectionId }] of inCatalog) {
    // Ours from an earlier life, e.g. of a ledger that was restored: taken back.
    if (connectionId !== knowledge.connectionId) {
      holders.set(ref, { kind: 'catalog', manager });
    }
  }
  return holders;
}
