import {
  ARCHIVE_SOURCE_ID,
  LOCATION_TYPE,
} from '@backstage-connector/plugin-connector-common';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_ORIGIN_LOCATION,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { chunks } from '../../../database/chunks';
import type {
  DatabaseLedgerIndex,
  LedgerEntry,
} from '../../../database/DatabaseLedgerIndex';
import type { DatabaseObjectStore } from '../../../database/DatabaseObjectStore';
import type { DatabaseSeenContentStore } from '../../../database/DatabaseSeenContentStore';
import { revisionHash } from '../../../plan/fingerprint';
import { entityDigest, ownersOf, uidOf } from '../../format';
import { dateEntities } from '../../modifiedAt';
import type { CatalogLookup } from './CatalogLookup';
import { Target, type KnownTarget } from './Target';

/** What an archive names: identities and references. */
export interface Named {
  readonly uids: ReadonlySet<string>;
  readonly refs: ReadonlySet<string>;
}

/**
 * Reads what this catalog has of all that an archive names. Its entities are
 * looked at one batch at a time; what is kept of each is a few texts.
 */
export class TargetReader {
  static create(options: {
    lookup: CatalogLookup;
    ledger: DatabaseLedgerIndex;
    objects: Pick<DatabaseObjectStore, 'entities'>;
    seenContent: DatabaseSeenContentStore;
    connectionName(id: string): Promise<string>;
    now: () => Date;
  }) {
    return new TargetReader(options);
  }

  readonly #options: Parameters<typeof TargetReader.create>[0];

  private constructor(options: Parameters<typeof TargetReader.create>[0]) {
    this.#options = options;
  }

  async read(named: Named, credentials: BackstageCredentials): Promise<Target> {
    const { lookup, ledger } = this.#options;
    const target = new Target();
    const refs = [...named.refs];
    const uids = [...named.uids];
    for await (const entities of lookup.byRefs(refs)) {
      await this.#add(target, entities);
    }
    const elsewhere = uids.filter(uid => target.byUid(uid) === undefined);
    for await (const entities of lookup.byUids(elsewhere)) {
      await this.#add(target, entities);
    }
    // Sent, and not shown by the catalog yet.
    const known = await ledger.find({ refs, uids });
    const unseen = [...known.values()].filter(
      entry =>
        target.byUid(entry.uid) === undefined &&
        target.byRef(entry.ref) === undefined,
    );
    await this.#addUnseen(target, unseen);
    target.show(await lookup.visible(target.refs, credentials));
    target.show(
      unseen
        .filter(({ sourceId }) => sourceId === ARCHIVE_SOURCE_ID)
        .map(({ ref }) => ref),
    );
    return target;
  }

  async #add(target: Target, entities: readonly Entity[]): Promise<void> {
    const { ledger, objects, seenContent, now } = this.#options;
    const entries = await ledger.find({
      uids: entities.flatMap(entity => uidOf(entity) ?? []),
      refs: [],
    });
    // The catalog takes its time to show what was sent: the ledger is ahead.
    const ahead = entities.flatMap(entity => {
      const entry = entries.get(uidOf(entity) ?? '');
      return entry && entry.hash !== revisionHash(entity) ? [entry.uid] : [];
    });
    const desired = await objects.entities(ahead);
    const contents = entities.map(
      entity => desired.get(uidOf(entity) ?? '') ?? entity,
    );
    const dated = await dateEntities(contents, { seenContent, at: now() });
    for (const { entity, ...rest } of dated) {
      const entry = entries.get(rest.uid);
      target.add({
        ...summary(entity),
        ...rest,
        manager: await this.#manager(entity, entry),
        ...(entry && { ledgerHash: entry.hash }),
      });
    }
  }

  async #addUnseen(
    target: Target,
    entries: readonly LedgerEntry[],
  ): Promise<void> {
    const { objects } = this.#options;
    for (const batch of chunks(entries)) {
      const entities = await objects.entities(batch.map(({ uid }) => uid));
      for (const entry of batch) {
        const entity = entities.get(entry.uid);
        if (entity) {
          target.add({
            ...summary(entity),
            uid: entry.uid,
            hash: entityDigest(entity),
            modifiedAt: entry.modifiedAt,
            manager: await this.#manager(entity, entry),
            ledgerHash: entry.hash,
          });
        }
      }
    }
  }

  async #manager(
    entity: Entity,
    entry: LedgerEntry | undefined,
  ): Promise<KnownTarget['manager']> {
    const location =
      entity.metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION] ??
      'an unknown source';
    const own = location.startsWith(`${LOCATION_TYPE}:`)
      ? location.slice(LOCATION_TYPE.length + 1)
      : undefined;
    const sourceId = entry?.sourceId ?? own;
    if (sourceId === undefined) {
      return { kind: 'catalog', location };
    }
    return sourceId === ARCHIVE_SOURCE_ID
      ? { kind: 'archive' }
      : {
          kind: 'connection',
          name: await this.#options.connectionName(sourceId),
        };
  }
}

function summary(entity: Entity) {
  return {
    ref: stringifyEntityRef(entity),
    kind: entity.kind,
    owners: Object.values(ownersOf(entity)),
  };
}
