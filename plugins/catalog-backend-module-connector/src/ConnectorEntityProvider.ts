import {
  connectionLocation,
  type Delivery,
  type DeliveryResult,
} from '@backstage-connector/plugin-connector-common';
import { ServiceUnavailableError } from '@backstage/errors';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { checkDelivery } from './checkDelivery';
import { findForeignHolders } from './findForeignHolders';

/**
 * Never to be renamed: the catalog knows by it which entities are ours, and
 * deletes those of a provider it no longer finds (`orphanProviderStrategy`).
 */
export const PROVIDER_NAME = 'backstage-connector';

/**
 * One provider for all connections, because providers are fixed at start-up.
 * Only ever sends deltas: a full mutation would delete what other connections
 * have delivered.
 */
export class ConnectorEntityProvider implements EntityProvider {
  readonly #knex: Knex;
  #connection: EntityProviderConnection | undefined;

  static create(options: { knex: Knex }): ConnectorEntityProvider {
    return new ConnectorEntityProvider(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  getProviderName(): string {
    return PROVIDER_NAME;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
  }

  /**
   * Hands a delivery to the catalog. An entity that the catalog would refuse, or
   * that would take a reference from someone else, is left out and reported.
   *
   * @throws ServiceUnavailableError until the catalog has connected the provider.
   */
  async deliver(delivery: Delivery): Promise<DeliveryResult> {
    const connection = this.#connection;
    if (!connection) {
      throw new ServiceUnavailableError(
        'The catalog is still starting; try again soon',
      );
    }
    const locationKey = connectionLocation(delivery.source);
    const { added, removed, rejected } = await checkDelivery(delivery);
    const holders = await findForeignHolders(this.#knex, {
      refs: [...added.keys(), ...removed],
      locationKey,
    });
    for (const ref of [...added.keys()]) {
      const holder = holders.get(ref);
      if (holder !== undefined) {
        added.delete(ref);
        rejected.push({
          ref,
          error: `is held by ${holder}; remove it there`,
          holder,
        });
      }
    }
    // A delta removes by reference alone, whatever the location key says.
    const ours = removed.filter(ref => !holders.has(ref));
    if (added.size > 0 || ours.length > 0) {
      await connection.applyMutation({
        type: 'delta',
        added: [...added.values()].map(entity => ({ entity, locationKey })),
        removed: ours.map(entityRef => ({ entityRef, locationKey })),
      });
    }
    return { accepted: added.size + removed.length, rejected };
  }
}
