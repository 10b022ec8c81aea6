import {
  ARCHIVE_SOURCE_ID,
  type Failure,
  type Run,
  type RunReport,
} from '@backstage-connector/plugin-connector-common';
import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import { batchesBySeq } from './bySeq';
import {
  fromNewRun,
  toRun,
  toRunHead,
  type RunEvent,
  type RunListener,
} from './runRows';
import type { DbRunDecisionRow, DbRunRow } from './tables';

/** What a plan keeps of how it was made. */
export type PlanSettings = Record<string, unknown>;

/** A decision that changes something, and what it was based on. */
export interface PlannedChange {
  readonly seq: number;
  readonly uid: string;
  readonly ref: string;
  readonly assetKind: string;
  readonly action: DbRunDecisionRow['action'];
  readonly basis: string | null;
}

const CHANGES = 1_000;

const CHANGE_COLUMNS = [
  'seq',
  'uid',
  'ref',
  'asset_kind',
  'action',
  'basis',
] as const satisfies readonly (keyof DbRunDecisionRow)[];

type ChangeRow = Pick<DbRunDecisionRow, (typeof CHANGE_COLUMNS)[number]>;

/**
 * Plans of archives: previews among the runs, each of which becomes an import
 * when it is applied.
 */
export class DatabasePlanStore {
  static create(options: {
    knex: Knex;
    now: () => Date;
    onRunEvent?: RunListener;
  }) {
    return new DatabasePlanStore(options);
  }

  readonly #knex: Knex;
  readonly #now: () => Date;
  readonly #onRunEvent: RunListener;

  private constructor(options: Parameters<typeof DatabasePlanStore.create>[0]) {
    this.#knex = options.knex;
    this.#now = options.now;
    this.#onRunEvent = options.onRunEvent ?? (() => {});
  }

  /**
   * The decisions follow. Until {@link DatabasePlanStore.complete} it counts as
   * cancelled, which is what it is when the process dies.
   */
  async insert(plan: {
    id: string;
    name: string;
    requestedBy: string;
    settings: PlanSettings;
  }): Promise<void> {
    const at = this.#now().toISOString();
    await this.#plans().insert({
      ...fromNewRun(
        {
          id: plan.id,
          connectionId: ARCHIVE_SOURCE_ID,
          connectionName: plan.name,
          technology: ARCHIVE_SOURCE_ID,
          kind: 'preview',
          trigger: 'manual',
          requestedBy: plan.requestedBy,
          settings: plan.settings,
        },
        at,
      ),
      state: 'cancelled',
      started_at: at,
    });
  }

  async complete(
    id: string,
    settings: PlanSettings,
    report: RunReport,
  ): Promise<void> {
    await this.#plans()
      .where({ id })
      .update({
        state: 'succeeded',
        settings: JSON.stringify(settings),
        report: JSON.stringify(report),
        ended_at: this.#now().toISOString(),
      });
  }

  /** A plan that was made completely, applied or not. */
  async get(id: string): Promise<Run | undefined> {
    const row = await this.#plans()
      .where({ id, connection_id: ARCHIVE_SOURCE_ID })
      .whereNotNull('report')
      .first();
    return row && toRun(row);
  }

  /** Those of a person that were not applied. */
  async open(requestedBy: string): Promise<Run[]> {
    const rows = await this.#plans().where({
      connection_id: ARCHIVE_SOURCE_ID,
      kind: 'preview',
      requested_by: requestedBy,
    });
    return rows.map(toRun);
  }

  async delete(id: string): Promise<void> {
    await this.#plans().where({ id, kind: 'preview' }).delete();
  }

  async countByRule(id: string): Promise<Record<string, number>> {
    const rows: { rule: string; total: number | string }[] = await this.#knex(
      'run_decisions',
    )
      .where({ run_id: id })
      .groupBy('rule')
      .select('rule')
      .count({ total: '*' });
    return Object.fromEntries(
      rows.map(({ rule, total }) => [rule, Number(total)]),
    );
  }

  /** What the plan would change, in order. */
  async *changes(id: string): AsyncGenerator<PlannedChange[]> {
    const rows = () =>
      this.#knex('run_decisions')
        .select(...CHANGE_COLUMNS)
        .where({ run_id: id })
        .whereIn('action', ['create', 'replace', 'remove']);
    for await (const batch of batchesBySeq<ChangeRow>(rows, CHANGES)) {
      yield batch.map(({ asset_kind: assetKind, ...row }) => ({
        ...row,
        assetKind,
      }));
    }
  }

  /**
   * Queues a plan as an import that starts with applying it. Of two who do so at
   * once, one does.
   *
   * @throws ConflictError when it was applied before, or another import is active.
   */
  async queue(id: string, settings: PlanSettings): Promise<void> {
    await this.#change(id, 'queued', {
      kind: 'import',
      state: 'queued',
      phase: 'apply',
      settings: JSON.stringify(settings),
      queued_at: this.#now().toISOString(),
      started_at: null,
      ended_at: null,
    });
  }

  /** Keeps on record that a plan was to be applied and may not. */
  async refuse(
    id: string,
    settings: PlanSettings,
    failure: Failure,
  ): Promise<void> {
    const at = this.#now().toISOString();
    await this.#change(id, 'ended', {
      kind: 'import',
      state: 'failed',
      phase: 'apply',
      settings: JSON.stringify(settings),
      failure: JSON.stringify(failure),
      queued_at: at,
      ended_at: at,
    });
  }

  async #change(
    id: string,
    type: RunEvent['type'],
    changes: Partial<DbRunRow>,
  ): Promise<void> {
    let changed: DbRunRow[];
    try {
      changed = await this.#plans()
        .where({ id, kind: 'preview', state: 'succeeded' })
        .update(changes)
        .returning('*');
    } catch (error) {
      if (isDatabaseConflictError(error)) {
        throw new ConflictError(
          'Another import of an archive is active; wait for its end or cancel it, then make the plan again',
        );
      }
      throw error;
    }
    const [row] = changed;
    if (!row) {
      throw new ConflictError(
        'The plan was applied already; its run shows what became of it',
      );
    }
    this.#onRunEvent({ type, run: toRunHead(row) });
  }

  #plans() {
    return this.#knex<DbRunRow>('runs');
  }
}
