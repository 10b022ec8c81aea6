import { annotations } from '@backstage-connector/plugin-connector-common';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { CatalogGateway } from '../apply/CatalogGateway';

/**
 * A catalog in memory for tests of what the runs do with one. It keeps the first
 * holder of a reference, as the real one does, and counts what it is asked.
 */
export class MemoryCatalog implements CatalogGateway {
  readonly entities = new Map<string, { source: string; entity: Entity }>();
  readonly deliveries: { added: string[]; removed: string[] }[] = [];
  /** Processes nothing while false: what is sent does not become visible. */
  processing = true;
  /** Rejects every call while set. */
  outage: Error | undefined;
  /** References the catalog refuses. */
  readonly refuses = new Set<string>();
  /** Called before a delivery is accepted. */
  onDelivery: (signal: AbortSignal) => Promise<void> = async () => {};

  async deliver(
    delivery: { source: string; added: Entity[]; removed: string[] },
    { signal }: { signal: AbortSignal },
  ) {
    await this.onDelivery(signal);
    signal.throwIfAborted();
    this.#available();
    const added = delivery.added.map(entity => ({
      ref: stringifyEntityRef(entity),
      entity,
    }));
    this.deliveries.push({
      added: added.map(it => it.ref),
      removed: delivery.removed,
    });
    for (const ref of delivery.removed) {
      if (this.entities.get(ref)?.source === delivery.source) {
        this.entities.delete(ref);
      }
    }
    const rejected: { ref: string; error: string }[] = [];
    for (const { ref, entity } of added) {
      const holder = this.entities.get(ref)?.source ?? delivery.source;
      if (this.refuses.has(ref)) {
        rejected.push({ ref, error: 'refused' });
      } else if (holder === delivery.source) {
        this.entities.set(ref, { source: delivery.source, entity });
      }
    }
    return { rejected };
  }

  async holders(refs: readonly string[]) {
    this.#available();
    return new Map(
      refs.flatMap(ref => {
        const held = this.entities.get(ref);
        const own = held?.entity.metadata.annotations ?? {};
        return held
          ? [
              [
                ref,
                {
                  manager: held.source,
                  connectionId: own[annotations.connection],
                  uid: own[annotations.uid],
                },
              ] as const,
            ]
          : [];
      }),
    );
  }

  async visible(connectionId: string) {
    this.#available();
    const shown = new Map<string, string>();
    for (const { source, entity } of this.entities.values()) {
      const revision = entity.metadata.annotations?.[annotations.revision];
      if (this.processing && source === connectionId && revision) {
        const [uid, hash] = revision.split('/');
        shown.set(uid, hash);
      }
    }
    return shown;
  }

  #available() {
    if (this.outage) {
      throw this.outage;
    }
  }
}
