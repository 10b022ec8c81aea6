import type { ExportQuery } from '@backstage-connector/plugin-connector-common';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { retryTransient } from '../../apply/retryTransient';
import { uidOf } from '../format';
import { requestBatches } from '../requestBatches';
import { queryOf } from './queryOf';

/** Entities a request: keeps the memory of this process and the catalog small. */
const PAGE = 500;

/**
 * The catalog as a caller sees it: what the caller may not read is not there
 * (AR-2).
 */
export class CallersCatalog {
  static create(options: {
    catalog: Pick<CatalogService, 'getEntitiesByRefs' | 'queryEntities'>;
    credentials: BackstageCredentials;
    signal: AbortSignal;
  }): CallersCatalog {
    return new CallersCatalog(options);
  }

  readonly #options: Parameters<typeof CallersCatalog.create>[0];

  private constructor(options: Parameters<typeof CallersCatalog.create>[0]) {
    this.#options = options;
  }

  /** In pages, in no particular order. */
  async *query(query: ExportQuery): AsyncGenerator<Entity[]> {
    const { catalog, credentials } = this.#options;
    const request = { ...queryOf(query), totalItems: 'exclude' } as const;
    let cursor: string | undefined;
    do {
      const page = cursor === undefined ? request : { cursor };
      const { items, pageInfo } = await this.#attempt(() =>
        catalog.queryEntities({ ...page, limit: PAGE }, { credentials }),
      );
      yield items;
      cursor = pageInfo.nextCursor;
    } while (cursor !== undefined);
  }

  /** In pages, in the order of the references; undefined is what is not there. */
  async *byRefs(
    refs: readonly string[],
  ): AsyncGenerator<{ ref: string; entity: Entity | undefined }[]> {
    for (const page of requestBatches(refs)) {
      const entities = await this.#read(page);
      yield page.map((ref, index) => ({ ref, entity: entities[index] }));
    }
  }

  /** The uids of those that are there. */
  async uids(refs: readonly string[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const page of requestBatches(refs)) {
      const fields = [
        'kind',
        'metadata.name',
        'metadata.namespace',
        'metadata.uid',
        'metadata.annotations',
      ];
      for (const entity of await this.#read(page, fields)) {
        const uid = entity && uidOf(entity);
        if (uid !== undefined) {
          found.set(stringifyEntityRef(entity!), uid);
        }
      }
    }
    return found;
  }

  async #read(refs: readonly string[], fields?: string[]) {
    const { catalog, credentials } = this.#options;
    const { items } = await this.#attempt(() =>
      catalog.getEntitiesByRefs(
        { entityRefs: [...refs], ...(fields && { fields }) },
        { credentials },
      ),
    );
    return items;
  }

  #attempt<T>(action: () => Promise<T>): Promise<T> {
    return retryTransient(action, { signal: this.#options.signal });
  }
}
