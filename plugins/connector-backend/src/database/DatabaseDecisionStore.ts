import {
  actions,
  explain,
  type Action,
  type Decision,
  type DecisionRecord,
  type Note,
} from '@backstage-connector/plugin-connector-common';
import type { Knex } from 'knex';
import { batchesBySeq, pageBySeq } from './bySeq';
import { containing } from './containing';
import { compareDecisions } from './operations/compareDecisions';
import type { DbRunDecisionRow } from './tables';

/** A decision with what the ledger needs to know beside it. */
export type PlannedDecision = Decision & {
  readonly title: string;
  readonly assetKind: string;
  /** Of the entity as mapped; absent for objects the run did not see. */
  readonly sourceHash?: string;
  /** Of the entity to apply. */
  readonly hash?: string;
  /** What else was decided for it. */
  readonly notes?: readonly Note[];
  /** Of the object itself; without it the ledger notes when it was applied. */
  readonly modifiedAt?: string;
  /** What the catalog had: a plan whose basis has changed is refused. */
  readonly basis?: object;
};

const ROWS_A_BATCH = 1_000;

/** All that is shown: not the entities, which are large. */
const SHOWN = [
  'seq',
  'uid',
  'ref',
  'title',
  'asset_kind',
  'action',
  'rule',
  'reason',
  'facts',
  'changes',
  'notes',
  'applied',
] as const satisfies readonly (keyof DbRunDecisionRow)[];

type ShownRow = Pick<DbRunDecisionRow, (typeof SHOWN)[number]>;

const CHANGING = ['create', 'replace', 'flag', 'remove'] as const;

/** The decisions of runs: kept for the report, and until they are applied. */
export class DatabaseDecisionStore {
  static create(options: { knex: Knex }) {
    return new DatabaseDecisionStore(options.knex);
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Adds decisions after `lastSeq`; returns the new last one. */
  async append(
    runId: string,
    lastSeq: number,
    decisions: readonly PlannedDecision[],
  ): Promise<number> {
    const rows = decisions.map((decision, index) =>
      toRow(runId, lastSeq + index + 1, decision),
    );
    await this.#knex.batchInsert<DbRunDecisionRow>('run_decisions', rows, 200);
    return lastSeq + decisions.length;
  }

  /** Forgets all decisions of a run that has to be planned again. */
  async clear(runId: string): Promise<void> {
    await this.#knex('run_decisions').where({ run_id: runId }).delete();
  }

  /**
   * Decisions that change something and are not applied yet, in order. Those
   * that are held wait for a review. Of archives, all that are not applied: also
   * what is left as it is goes into the log.
   */
  async pending(
    runId: string,
    options: { held: boolean; all?: boolean; limit: number; knex?: Knex },
  ): Promise<DbRunDecisionRow[]> {
    return (options.knex ?? this.#knex)<DbRunDecisionRow>('run_decisions')
      .where({ run_id: runId, applied: false })
      .whereIn('action', options.all ? actions : CHANGING)
      .where('reason', options.held ? '=' : '<>', 'absence.held')
      .orderBy('seq')
      .limit(options.limit);
  }

  /** All decisions of a run in order, a batch at a time. */
  async *all(runId: string): AsyncGenerator<DecisionRecord[]> {
    const rows = () =>
      this.#knex('run_decisions')
        .select(...SHOWN)
        .where({ run_id: runId });
    for await (const batch of batchesBySeq<ShownRow>(rows, ROWS_A_BATCH)) {
      yield batch.map(toRecord);
    }
  }

  /** Where two runs decided differently. */
  compare(query: Parameters<typeof compareDecisions>[1]) {
    return compareDecisions(this.#knex, query);
  }

  async list(
    runId: string,
    query: {
      action?: readonly Action[];
      reason?: string;
      rule?: string;
      text?: string;
      limit: number;
      cursor?: string;
    },
  ): Promise<{ items: DecisionRecord[]; total: number; nextCursor?: string }> {
    const matching = this.#knex<DbRunDecisionRow>('run_decisions')
      .where({ run_id: runId })
      .modify(builder => filter(builder, query));
    const { rows, ...page } = await pageBySeq<ShownRow>(matching, SHOWN, query);
    return { ...page, items: rows.map(toRecord) };
  }
}

function filter(
  builder: Knex.QueryBuilder,
  query: {
    action?: readonly Action[];
    reason?: string;
    rule?: string;
    text?: string;
  },
) {
  if (query.action) {
    builder.whereIn('action', query.action);
  }
  if (query.reason) {
    builder.where('reason', query.reason);
  }
  if (query.rule) {
    builder.where('rule', query.rule);
  }
  if (query.text) {
    containing(builder, "lower(title || ' ' || ref)", query.text);
  }
}

function toRow(
  runId: string,
  seq: number,
  decision: PlannedDecision,
): DbRunDecisionRow {
  return {
    run_id: runId,
    seq,
    uid: decision.uid,
    ref: decision.ref,
    urn: decision.urn,
    title: decision.title,
    asset_kind: decision.assetKind,
    action: decision.action,
    rule: decision.rule,
    reason: decision.reason,
    facts: decision.facts ? JSON.stringify(decision.facts) : null,
    changes: 'changes' in decision ? JSON.stringify(decision.changes) : null,
    after: 'after' in decision ? JSON.stringify(decision.after) : null,
    applied: false,
    source_hash: decision.sourceHash ?? null,
    hash: decision.hash ?? null,
    notes: decision.notes?.length ? JSON.stringify(decision.notes) : null,
    modified_at: decision.modifiedAt ?? null,
    basis: decision.basis ? JSON.stringify(decision.basis) : null,
  };
}

function toRecord(row: ShownRow): DecisionRecord {
  return {
    seq: row.seq,
    uid: row.uid,
    ref: row.ref,
    title: row.title,
    assetKind: row.asset_kind,
    action: row.action,
    rule: row.rule,
    reason: row.reason,
    ...explain(row.reason, row.facts ? JSON.parse(row.facts) : {}),
    applied: Boolean(row.applied),
    ...(row.notes && { notes: JSON.parse(row.notes).map(toNote) }),
    ...(row.changes && { changes: JSON.parse(row.changes) }),
  };
}

function toNote({ rule, reason, facts }: Note) {
  return { rule, reason, sentence: explain(reason, facts).sentence };
}
