import type { Entity } from '@backstage/catalog-model';
import type { Knex } from 'knex';
import { chunks } from './chunks';
import { applyDecisions } from './operations/applyDecisions';
import { takeBack, type StoppedRun } from './operations/takeBack';
import type { DbObjectRow, DbRunDecisionRow } from './tables';

/** An object of the ledger, without its entity. */
export interface LedgerObject {
  readonly uid: string;
  readonly ref: string;
  readonly urn: string;
  readonly title: string;
  readonly assetKind: string;
  readonly sourceHash: string;
  readonly hash: string;
  readonly state: DbObjectRow['state'];
  readonly deliveredHash?: string;
  readonly deliveredAt?: string;
  readonly visibleHash?: string;
  /** Complete imports in a row that did not find it. */
  readonly missedRuns: number;
  /** The last of them. */
  readonly missedIn?: string;
  /** A person has dismissed its removal since it was last seen. */
  readonly dismissed: boolean;
}

const notDelivered = { delivered_hash: null, visible_hash: null };

/** What the catalog has to be told of one object. */
export interface PendingDelivery {
  readonly uid: string;
  readonly hash: string;
  readonly ref: string;
  readonly deliveredRef?: string;
  /** Absent: the object is to be removed. */
  readonly entity?: Entity;
}

/**
 * The ledger: what each connection put into the catalog, desired and delivered
 * side by side. Whatever differs is delivered again.
 */
export class DatabaseObjectStore {
  static create(options: { knex: Knex; now: () => Date }) {
    return new DatabaseObjectStore(options.knex, options.now);
  }

  readonly #knex: Knex;
  readonly #now: () => Date;

  private constructor(knex: Knex, now: () => Date) {
    this.#knex = knex;
    this.#now = now;
  }

  /** All objects of a connection, without their entities. */
  async ofSource(sourceId: string): Promise<LedgerObject[]> {
    const rows = await this.#objects()
      .select(
        'uid',
        'entity_ref',
        'urn',
        'title',
        'asset_kind',
        'source_hash',
        'hash',
        'state',
        'delivered_hash',
        'delivered_at',
        'visible_hash',
        'missed_runs',
        'missed_in',
        'dismissed_in',
      )
      .where({ source_id: sourceId });
    return rows.map(row => ({
      uid: row.uid,
      ref: row.entity_ref,
      urn: row.urn,
      title: row.title,
      assetKind: row.asset_kind,
      sourceHash: row.source_hash,
      hash: row.hash,
      state: row.state,
      deliveredHash: row.delivered_hash ?? undefined,
      deliveredAt: row.delivered_at ?? undefined,
      visibleHash: row.visible_hash ?? undefined,
      missedRuns: row.missed_runs,
      missedIn: row.missed_in ?? undefined,
      dismissed: row.dismissed_in !== null,
    }));
  }

  async entities(uids: readonly string[]): Promise<Map<string, Entity>> {
    const rows = await this.#inChunks(uids, chunk =>
      this.#objects().select('uid', 'entity').whereIn('uid', chunk),
    );
    return new Map(rows.map(row => [row.uid, JSON.parse(row.entity)]));
  }

  /** The rows of objects that are not about to be removed. */
  async byUids(uids: readonly string[]): Promise<Map<string, DbObjectRow>> {
    const rows = await this.#inChunks(uids, chunk =>
      this.#objects().whereIn('uid', chunk).whereNot('state', 'removed'),
    );
    return new Map(rows.map(row => [row.uid, row]));
  }

  /**
   * Which other connection holds an identity or a reference. A key of the answer
   * is the uid or the reference asked for; the value is the connection's id.
   */
  async heldElsewhere(
    sourceId: string,
    asked: { uids: readonly string[]; refs: readonly string[] },
  ): Promise<Map<string, string>> {
    const byUid = await this.#inChunks(asked.uids, chunk =>
      this.#objects()
        .select('uid', 'source_id')
        .whereNot('source_id', sourceId)
        .whereIn('uid', chunk),
    );
    const byRef = await this.#inChunks(asked.refs, chunk =>
      this.#objects()
        .select('entity_ref', 'source_id')
        .whereNot('source_id', sourceId)
        .whereIn('entity_ref', chunk),
    );
    return new Map([
      ...byUid.map(row => [row.uid, row.source_id] as const),
      ...byRef.map(row => [row.entity_ref, row.source_id] as const),
    ]);
  }

  /** Brings one batch of decisions into the ledger, in one transaction. */
  async apply(options: {
    sourceId: string;
    runId: string;
    decisions: readonly DbRunDecisionRow[];
  }): Promise<void> {
    const at = this.#now().toISOString();
    await this.#knex.transaction(trx =>
      applyDecisions(trx, { ...options, at }),
    );
  }

  /** Undoes what an archive's run has changed and not delivered. */
  async takeBack(run: StoppedRun): Promise<number> {
    return takeBack(this.#knex, run);
  }

  /** What differs between the desired and the delivered state, in order. */
  async pending(
    sourceId: string,
    options: { afterUid: string; limit: number },
  ): Promise<PendingDelivery[]> {
    const rows = await this.#undelivered(sourceId)
      .select('uid', 'hash', 'entity_ref', 'delivered_ref', 'state', 'entity')
      .where('uid', '>', options.afterUid)
      .orderBy('uid')
      .limit(options.limit);
    return rows.map(row => ({
      uid: row.uid,
      hash: row.hash,
      ref: row.entity_ref,
      deliveredRef: row.delivered_ref ?? undefined,
      ...(row.state !== 'removed' && { entity: JSON.parse(row.entity) }),
    }));
  }

  async countPending(sourceId: string): Promise<number> {
    return count(this.#undelivered(sourceId));
  }

  /** Of these references, those that no object stands for any more. */
  async unclaimed(refs: readonly string[]): Promise<string[]> {
    const rows = await this.#inChunks(refs, chunk =>
      this.#objects()
        .select('entity_ref')
        .whereIn('entity_ref', chunk)
        .whereNot('state', 'removed'),
    );
    const claimed = new Set(rows.map(row => row.entity_ref));
    return refs.filter(ref => !claimed.has(ref));
  }

  /** Objects that are to stay as they are although the source's words differ. */
  async setSourceHashes(hashes: ReadonlyMap<string, string>): Promise<void> {
    await this.#knex.transaction(async trx => {
      for (const [uid, sourceHash] of hashes) {
        await trx<DbObjectRow>('objects')
          .where({ uid })
          .update({ source_hash: sourceHash });
      }
    });
  }

  /**
   * How many imports in a row have not found these objects. Says the same when a
   * run that was planned again says it twice. Of what was found, nothing is
   * remembered.
   */
  async setMissedRuns(
    missedRuns: ReadonlyMap<string, number>,
    runId: string,
  ): Promise<void> {
    const uidsByCount = new Map<number, string[]>();
    for (const [uid, missed] of missedRuns) {
      const uids = uidsByCount.get(missed);
      if (uids) {
        uids.push(uid);
      } else {
        uidsByCount.set(missed, [uid]);
      }
    }
    await this.#knex.transaction(async trx => {
      for (const [missed, uids] of uidsByCount) {
        for (const chunk of chunks(uids)) {
          await trx<DbObjectRow>('objects')
            .whereIn('uid', chunk)
            .update({
              missed_runs: missed,
              missed_in: missed === 0 ? null : runId,
              ...(missed === 0 && { dismissed_in: null }),
            });
        }
      }
    });
  }

  /** A person has dismissed the removals that a run holds. */
  async dismissRemovals(runId: string): Promise<void> {
    const held = this.#knex<DbRunDecisionRow>('run_decisions')
      .select('uid')
      .where({ run_id: runId, reason: 'absence.held' });
    await this.#objects().whereIn('uid', held).update({ dismissed_in: runId });
  }

  /**
   * The catalog has accepted these as they were sent; removed ones leave the
   * ledger. What has changed since then stays to be delivered.
   */
  async markDelivered(
    accepted: readonly PendingDelivery[],
    runId: string | undefined,
  ): Promise<void> {
    const at = this.#now().toISOString();
    await this.#knex.transaction(async trx => {
      for (const chunk of chunks(accepted)) {
        const removed = chunk.filter(it => !it.entity).map(it => it.uid);
        const rows = () => trx<DbObjectRow>('objects');
        await rows().whereIn('uid', removed).where('state', 'removed').delete();
        await rows().whereIn('uid', removed).update(notDelivered);

        const sent = chunk.filter(it => it.entity);
        const present = await rows()
          .select('uid', 'hash')
          .whereIn(
            'uid',
            sent.map(it => it.uid),
          )
          .forUpdate();
        const hashes = new Map(present.map(row => [row.uid, row.hash]));
        const delivered = {
          delivered_at: at,
          ...(runId !== undefined && { run_id: runId }),
        };
        const same = sent.filter(it => hashes.get(it.uid) === it.hash);
        await rows()
          .whereIn(
            'uid',
            same.map(it => it.uid),
          )
          .update({
            ...delivered,
            delivered_hash: trx.ref('hash') as unknown as string,
            delivered_ref: trx.ref('entity_ref') as unknown as string,
          });
        for (const { uid, hash, ref } of sent) {
          if (hashes.get(uid) !== hash) {
            await rows()
              .where({ uid })
              .update({
                ...delivered,
                delivered_hash: hash,
                delivered_ref: ref,
              });
          }
        }
      }
    });
  }

  /** The catalog has lost these, or refused them: they are delivered again. */
  async markUndelivered(uids: readonly string[]): Promise<void> {
    for (const chunk of chunks(uids)) {
      await this.#objects().whereIn('uid', chunk).update(notDelivered);
    }
  }

  /** The catalog shows these as they were delivered. */
  async markVisible(uids: readonly string[]): Promise<void> {
    for (const chunk of chunks(uids)) {
      await this.#objects()
        .whereIn('uid', chunk)
        .update({
          visible_hash: this.#knex.ref('delivered_hash') as unknown as string,
        });
    }
  }

  /** Objects that a run delivered and the catalog has not shown yet. */
  async invisibleOfRun(
    runId: string,
  ): Promise<{ uid: string; ref: string; deliveredHash: string }[]> {
    const rows = await this.#objects()
      .select('uid', 'entity_ref', 'delivered_hash')
      .where({ run_id: runId })
      .whereNotNull('delivered_hash')
      .where(either =>
        either
          .whereNull('visible_hash')
          .orWhereRaw('visible_hash <> delivered_hash'),
      );
    return rows.map(row => ({
      uid: row.uid,
      ref: row.entity_ref,
      deliveredHash: row.delivered_hash!,
    }));
  }

  /** Marks all objects of a connection as to be removed. */
  async removeAll(sourceId: string): Promise<void> {
    await this.#objects()
      .where({ source_id: sourceId })
      .update({ state: 'removed' });
  }

  async count(sourceIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.#objects()
      .select('source_id')
      .whereIn('source_id', sourceIds)
      .whereNot('state', 'removed')
      .groupBy('source_id')
      .count<{ source_id: string; total: number | string }[]>({ total: '*' });
    return new Map(rows.map(row => [row.source_id, Number(row.total)]));
  }

  async byRef(ref: string): Promise<DbObjectRow | undefined> {
    return this.#objects()
      .where({ entity_ref: ref })
      .whereNot('state', 'removed')
      .first();
  }

  #objects() {
    return this.#knex<DbObjectRow>('objects');
  }

  #undelivered(sourceId: string) {
    return this.#objects()
      .where({ source_id: sourceId })
      .whereRaw(
        "(delivered_hash is null or delivered_hash <> hash or state = 'removed')",
      );
  }

  async #inChunks<T>(
    values: readonly string[],
    read: (chunk: readonly string[]) => PromiseLike<T[]>,
  ): Promise<T[]> {
    const found: T[] = [];
    for (const chunk of chunks(values)) {
      found.push(...(await read(chunk)));
    }
    return found;
  }
}

async function count(builder: Knex.QueryBuilder): Promise<number> {
  const [{ total }] = await builder.count({ total: '*' });
  return Number(total);
}
