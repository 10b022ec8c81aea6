import {
  DELIVERY_PATH,
  LOCATION_TYPE,
  annotations,
  deliveryResultSchema,
  type Delivery,
  type Rejection,
} from '@backstage-connector/plugin-connector-common';
import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ANNOTATION_ORIGIN_LOCATION } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { untilAborted } from '../extract/untilAborted';
import { retryTransient, type Sleep } from './retryTransient';
import { splitDelivery } from './splitDelivery';

/** Who manages an entity of the catalog. */
export interface CatalogHolder {
  /** Its origin location, e.g. `url:https://…` or `connector:<id>`. */
  readonly manager: string;
  /** The connection, if it is one of ours. */
  readonly connectionId?: string;
  /** The identity of the object, if it comes from a connection. */
  readonly uid?: string;
}

/** Everything that runs want of the catalog. */
export interface CatalogGateway {
  /**
   * Sends entities and removals in batches. A failure leaves some batches
   * delivered; to deliver them again does no harm.
   *
   * @returns what the catalog did not take, by full reference in lower case.
   * @throws ConnectorError when the catalog cannot be reached or refuses.
   */
  deliver(
    delivery: {
      readonly source: string;
      readonly added: Delivery['added'];
      readonly removed: readonly string[];
    },
    options?: {
      signal?: AbortSignal;
      /** Called after each batch with the references answered so far. */
      onProgress?(delivered: number): void;
    },
  ): Promise<{ rejected: Rejection[] }>;

  /**
   * Who manages the references that the catalog shows. Absent from the answer is
   * what it does not have, or has not processed yet.
   */
  holders(
    refs: readonly string[],
    options?: { signal?: AbortSignal },
  ): Promise<Map<string, CatalogHolder>>;

  /**
   * The uid and hash of each entity of a connection that the catalog shows, as
   * they are in its search index: one request, whatever the number.
   */
  visible(
    connectionId: string,
    options?: { signal?: AbortSignal },
  ): Promise<Map<string, string>>;
}

/** The most that one request to the catalog may take, in milliseconds. */
const REQUEST_TIMEOUT = 60_000;

export class HttpCatalogGateway implements CatalogGateway {
  readonly #discovery: DiscoveryService;
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #fetch: typeof fetch;
  readonly #sleep: Sleep | undefined;
  readonly #requestTimeout: number;

  static create(options: {
    discovery: DiscoveryService;
    auth: AuthService;
    catalog: CatalogService;
    fetch?: typeof fetch;
    sleep?: Sleep;
    requestTimeout?: number;
  }): HttpCatalogGateway {
    return new HttpCatalogGateway(options);
  }

  private constructor(
    options: Parameters<typeof HttpCatalogGateway.create>[0],
  ) {
    this.#discovery = options.discovery;
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#fetch = options.fetch ?? fetch;
    this.#sleep = options.sleep;
    this.#requestTimeout = options.requestTimeout ?? REQUEST_TIMEOUT;
  }

  async deliver(
    delivery: Parameters<CatalogGateway['deliver']>[0],
    options: Parameters<CatalogGateway['deliver']>[1] = {},
  ): Promise<{ rejected: Rejection[] }> {
    const { signal, onProgress } = options;
    const rejected: Rejection[] = [];
    let delivered = 0;
    for (const batch of splitDelivery(delivery)) {
      const answer = await this.#attempt(signal, () =>
        this.#post(batch.body, signal),
      );
      rejected.push(...answer.rejected);
      delivered += batch.references;
      onProgress?.(delivered);
    }
    return { rejected };
  }

  async holders(
    refs: readonly string[],
    options: { signal?: AbortSignal } = {},
  ): Promise<Map<string, CatalogHolder>> {
    if (refs.length === 0) {
      return new Map();
    }
    const { items } = await this.#read(options.signal, async () =>
      this.#catalog.getEntitiesByRefs(
        { entityRefs: [...refs], fields: ['metadata.annotations'] },
        { credentials: await this.#auth.getOwnServiceCredentials() },
      ),
    );
    return new Map(
      refs.flatMap((ref, index) => {
        const entity = items[index];
        return entity ? [[ref, holderOf(entity.metadata.annotations)]] : [];
      }),
    );
  }

  async visible(
    connectionId: string,
    options: { signal?: AbortSignal } = {},
  ): Promise<Map<string, string>> {
    const facet = `metadata.annotations.${annotations.revision}`;
    const { facets } = await this.#read(options.signal, async () =>
      this.#catalog.getEntityFacets(
        {
          facets: [facet],
          filter: {
            [`metadata.annotations.${annotations.connection}`]: connectionId,
          },
        },
        { credentials: await this.#auth.getOwnServiceCredentials() },
      ),
    );
    return new Map(
      (facets[facet] ?? []).map(({ value }) => {
        const slash = value.indexOf('/');
        return [value.slice(0, slash), value.slice(slash + 1)];
      }),
    );
  }

  async #post(body: string, signal: AbortSignal | undefined) {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'catalog',
    });
    const base = await this.#discovery.getBaseUrl('catalog');
    const response = await this.#fetch(`${base}${DELIVERY_PATH}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${token}`,
      },
      body,
      signal: this.#limited(signal),
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return deliveryResultSchema.parse(await response.json());
  }

  // The catalog's client takes no signal: what it brings too late is dropped.
  #read<T>(signal: AbortSignal | undefined, action: () => Promise<T>) {
    return this.#attempt(signal, () =>
      untilAborted(action(), this.#limited(signal)),
    );
  }

  #limited(signal: AbortSignal | undefined): AbortSignal {
    const timeout = AbortSignal.timeout(this.#requestTimeout);
    return signal ? AbortSignal.any([signal, timeout]) : timeout;
  }

  #attempt<T>(signal: AbortSignal | undefined, action: () => Promise<T>) {
    return retryTransient(action, { signal, sleep: this.#sleep });
  }
}

function holderOf(given: Record<string, string> = {}): CatalogHolder {
  const manager = given[ANNOTATION_ORIGIN_LOCATION];
  if (manager === undefined) {
    return { manager: 'an unknown source' };
  }
  if (!manager.startsWith(`${LOCATION_TYPE}:`)) {
    return { manager };
  }
  return {
    manager,
    connectionId: manager.slice(LOCATION_TYPE.length + 1),
    uid: given[annotations.uid],
  };
}
