import type { Knex } from 'knex';
import { importsThat } from './operations/latestImport';
import type { DbRunRow } from './tables';

/** So many rows one statement deletes: it holds its locks for moments only. */
const BATCH = 5_000;
const RUNS = 200;

/** What counts as a success, in the words of the index `runs_success_idx`. */
const success = (runs: string) =>
  `${runs}.kind = 'import' and ${runs}.state in ${importsThat.endedWell}`;

/** The oldest part of the history, and how it is deleted. */
export class DatabaseHistoryStore {
  static create(options: { knex: Knex }) {
    return new DatabaseHistoryStore(options.knex);
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Runs that were queued before an instant and may be deleted, oldest first. */
  expired(before: Date): Promise<string[]> {
    return this.#deletable()
      .where('queued_at', '<', before.toISOString())
      .orderBy(['queued_at', 'id'])
      .limit(RUNS)
      .pluck('id');
  }

  /** Runs of a connection beyond the newest `kept` that may be deleted. */
  async surplus(connectionId: string, kept: number): Promise<string[]> {
    const last = await this.#knex<DbRunRow>('runs')
      .select('queued_at', 'id')
      .where({ connection_id: connectionId })
      .orderBy([
        { column: 'queued_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .offset(kept)
      .first();
    return last
      ? this.#deletable()
          .where({ connection_id: connectionId })
          .whereRaw('(queued_at, id) <= (?, ?)', [last.queued_at, last.id])
          .orderBy(['queued_at', 'id'])
          .limit(RUNS)
          .pluck('id')
      : [];
  }

  /** The connection after one, of those that have runs, deleted ones too. */
  async nextConnection(after: string): Promise<string | undefined> {
    const row = await this.#knex<DbRunRow>('runs')
      .min({ id: 'connection_id' })
      .where('connection_id', '>', after)
      .first();
    return row?.id ?? undefined;
  }

  /** Runs that were queued before an instant and still have their details. */
  withDetails(before: Date): Promise<string[]> {
    return this.#ended()
      .whereRaw('details_deleted_at is null')
      .where('queued_at', '<', before.toISOString())
      .orderBy(['queued_at', 'id'])
      .limit(RUNS)
      .pluck('id');
  }

  /** Deletes some lines and decisions; `true` while there may be more. */
  async deleteDetails(runId: string): Promise<boolean> {
    let deleted = 0;
    for (const table of ['run_log', 'run_decisions']) {
      const rows = () => this.#knex(table).where({ run_id: runId });
      const [{ first }] = await rows().min({ first: 'seq' });
      if (first !== null) {
        deleted += await rows()
          .where('seq', '<', Number(first) + BATCH)
          .delete();
      }
    }
    return deleted > 0;
  }

  async noteDeletedDetails(runId: string, at: Date): Promise<void> {
    await this.#knex<DbRunRow>('runs')
      .where({ id: runId })
      .update({ details_deleted_at: at.toISOString() });
  }

  /** Deletes a run whose details are gone, unless it has become active. */
  deleteRun(runId: string): Promise<number> {
    return this.#ended().where({ id: runId }).delete();
  }

  /** Nobody works on these, waits for an answer to them, or watches for them. */
  #ended() {
    return this.#knex<DbRunRow>('runs')
      .whereRaw('delivery_settled')
      .whereNotIn('state', ['queued', 'running', 'needs-review']);
  }

  /** Of the ended ones, all but the last success of each connection. */
  #deletable() {
    return this.#ended().where(other =>
      other
        .whereRaw(`not (${success('runs')})`)
        .orWhereExists(
          this.#knex('runs as newer')
            .select(this.#knex.raw('1'))
            .whereRaw('newer.connection_id = runs.connection_id')
            .whereRaw(success('newer'))
            .whereRaw(
              '(newer.queued_at, newer.id) > (runs.queued_at, runs.id)',
            ),
        ),
    );
  }
}
