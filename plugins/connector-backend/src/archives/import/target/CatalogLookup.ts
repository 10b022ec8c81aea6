import { annotations } from '@backstage-connector/plugin-connector-common';
import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { QueryEntitiesInitialRequest } from '@backstage/catalog-client';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { uidOf } from '../../format';
import { requestBatches } from '../../requestBatches';

/** Of one request: the catalog takes bodies of 100 kB. */
const UIDS = 400;

/** Of one request for those who have one of some names. */
const NAMESAKES = 1_000;

/** So many identities are asked for without a look at which there are. */
const FEW = 1_000;

const FIELDS = ['apiVersion', 'kind', 'metadata', 'spec'];
const UID_ANNOTATION = `metadata.annotations.${annotations.uid}`;

type Query = NonNullable<QueryEntitiesInitialRequest['query']>;

/** Looks entities up in the catalog, in as few requests as it takes. */
export class CatalogLookup {
  static create(options: {
    catalog: CatalogService;
    auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  }) {
    return new CatalogLookup(options);
  }

  readonly #catalog: CatalogService;
  readonly #auth: Pick<AuthService, 'getOwnServiceCredentials'>;

  private constructor(options: Parameters<typeof CatalogLookup.create>[0]) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
  }

  /** What is here under the references, whoever may see it. */
  async *byRefs(
    refs: readonly string[],
    fields: readonly string[] = FIELDS,
  ): AsyncGenerator<Entity[]> {
    for (const entityRefs of requestBatches(refs)) {
      const { items } = await this.#catalog.getEntitiesByRefs(
        { entityRefs, fields: [...fields] },
        await this.#asService(),
      );
      yield items.filter(entity => entity !== undefined);
    }
  }

  /** The same, with their relations. */
  related(refs: readonly string[]): AsyncGenerator<Entity[]> {
    return this.byRefs(refs, [...FIELDS, 'relations']);
  }

  /** What is here with the identities, whoever may see it. */
  async *byUids(uids: readonly string[]): AsyncGenerator<Entity[]> {
    const asked = uids.length > FEW ? await this.#present(uids) : uids;
    for (let start = 0; start < asked.length; start += UIDS) {
      const batch = asked.slice(start, start + UIDS);
      for (const key of ['metadata.uid', UID_ANNOTATION]) {
        const { items } = await this.#catalog.queryEntities(
          { query: oneOf(key, batch), fields: FIELDS, limit: UIDS },
          await this.#asService(),
        );
        // An entity that carries the identity of another is not that one.
        const wanted = new Set(batch);
        yield items.filter(entity => wanted.has(uidOf(entity) ?? ''));
      }
    }
  }

  /** Of these references, those that a person may see. */
  async visible(
    refs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<Set<string>> {
    if (refs.length === 0 || (await this.#seesAll(credentials))) {
      return new Set(refs);
    }
    const seen = new Set<string>();
    for (const entityRefs of requestBatches(refs)) {
      const { items } = await this.#catalog.getEntitiesByRefs(
        {
          entityRefs,
          fields: ['kind', 'metadata.namespace', 'metadata.name'],
        },
        { credentials },
      );
      items.forEach(entity => entity && seen.add(stringifyEntityRef(entity)));
    }
    return seen;
  }

  /** Those of a kind that a person may see, by any of their names. */
  async namesakes(
    asked: {
      kind: string;
      names: readonly string[];
      emails: readonly string[];
      titles: readonly string[];
    },
    credentials: BackstageCredentials,
  ): Promise<{ ref: string; entity: Entity }[]> {
    const found = new Map<string, Entity>();
    const fields = {
      'metadata.name': asked.names,
      'spec.profile.email': asked.emails,
      'spec.profile.displayName': asked.titles,
      'metadata.title': asked.titles,
    };
    for (const [field, values] of Object.entries(fields)) {
      for (const batch of requestBatches(values)) {
        const { items } = await this.#catalog.queryEntities(
          {
            query: { $all: [{ kind: asked.kind }, oneOf(field, batch)] },
            fields: FIELDS,
            limit: NAMESAKES,
          },
          { credentials },
        );
        items.forEach(entity => found.set(stringifyEntityRef(entity), entity));
      }
    }
    return [...found].map(([ref, entity]) => ({ ref, entity }));
  }

  /** Those of some kinds that the catalog has entities of. */
  async kindsHere<K extends { apiVersion: string; kind: string }>(
    asked: readonly K[],
  ): Promise<K[]> {
    if (asked.length === 0) {
      return [];
    }
    // An archive may name a kind for each object; the catalog has a few.
    const { facets } = await this.#catalog.getEntityFacets(
      { facets: ['apiVersion', 'kind'] },
      await this.#asService(),
    );
    const [apiVersions, kinds] = ['apiVersion', 'kind'].map(
      facet => new Set(facets[facet]?.map(it => it.value.toLowerCase())),
    );
    const likely = asked.filter(
      ({ apiVersion, kind }) =>
        apiVersions.has(apiVersion.toLowerCase()) &&
        kinds.has(kind.toLowerCase()),
    );
    const found = await Promise.all(likely.map(it => this.#hasKind(it)));
    return likely.filter((_, index) => found[index]);
  }

  /** All entities of a kind, of which there are few. */
  async ofKind(kind: string): Promise<Entity[]> {
    const { items } = await this.#catalog.getEntities(
      { filter: { kind }, fields: FIELDS },
      await this.#asService(),
    );
    return items;
  }

  async #hasKind(query: { apiVersion: string; kind: string }) {
    const { apiVersion, kind } = query;
    const { items } = await this.#catalog.queryEntities(
      { query: { apiVersion, kind }, fields: ['kind'], limit: 1 },
      await this.#asService(),
    );
    return items.length > 0;
  }

  /** One request for the identities of all entities, whatever their number. */
  async #present(uids: readonly string[]): Promise<string[]> {
    const facets = ['metadata.uid', UID_ANNOTATION];
    const answer = await this.#catalog.getEntityFacets(
      { facets },
      await this.#asService(),
    );
    const here = new Set(
      facets.flatMap(facet =>
        (answer.facets[facet] ?? []).map(({ value }) => value),
      ),
    );
    return uids.filter(uid => here.has(uid));
  }

  async #seesAll(credentials: BackstageCredentials): Promise<boolean> {
    const [seen, all] = await Promise.all([
      this.#catalog.queryEntities({ limit: 0 }, { credentials }),
      this.#catalog.queryEntities({ limit: 0 }, await this.#asService()),
    ]);
    return seen.totalItems === all.totalItems;
  }

  async #asService() {
    return { credentials: await this.#auth.getOwnServiceCredentials() };
  }
}

function oneOf(field: string, values: readonly string[]): Query {
  return { [field]: { $in: [...values] } } as Query;
}
