import { annotations } from '@backstage-connector/plugin-connector-common';
import type { CatalogGateway } from '../apply/CatalogGateway';
import { deliver } from '../apply/deliver';
import type { DatabaseObjectStore } from '../database/DatabaseObjectStore';
import type { LedgerRecord, ObjectService } from './types';

/** How long a deletion may wait for the catalog. */
const REMOVAL_TIMEOUT_MS = 120_000;

/** The ledger for those who do not run anything. */
export class DefaultObjectService implements ObjectService {
  static create(options: {
    objects: DatabaseObjectStore;
    gateway: CatalogGateway;
  }): DefaultObjectService {
    return new DefaultObjectService(options.objects, options.gateway);
  }

  readonly #objects: DatabaseObjectStore;
  readonly #gateway: CatalogGateway;

  private constructor(objects: DatabaseObjectStore, gateway: CatalogGateway) {
    this.#objects = objects;
    this.#gateway = gateway;
  }

  count(connectionIds: readonly string[]) {
    return this.#objects.count(connectionIds);
  }

  async removeAll(connectionId: string): Promise<void> {
    await this.#objects.removeAll(connectionId);
    await deliver({
      connectionId,
      runId: undefined,
      objects: this.#objects,
      gateway: this.#gateway,
      signal: AbortSignal.timeout(REMOVAL_TIMEOUT_MS),
      onProgress: () => {},
    });
  }

  async byRef(ref: string): Promise<LedgerRecord | undefined> {
    const row = await this.#objects.byRef(ref);
    if (!row || row.state === 'removed') {
      return undefined;
    }
    return {
      uid: row.uid,
      ref: row.entity_ref,
      urn: row.urn,
      connectionId: row.source_id,
      state: row.state,
      ownerRule: JSON.parse(row.entity).metadata.annotations?.[
        annotations.ownerRule
      ],
      modifiedAt: row.modified_at,
      deliveredAt: row.delivered_at ?? undefined,
    };
  }
}
