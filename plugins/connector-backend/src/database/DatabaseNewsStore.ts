import type {
  Failure,
  ImportOptions,
  RunState,
} from '@backstage-connector/plugin-connector-common';
import type { Knex } from 'knex';
import { importsThat, joinImports } from './operations/latestImport';
import type { DbConnectionNewsRow } from './tables';

/** What people have been told of a connection. */
export interface Told {
  readonly condition: DbConnectionNewsRow['told'];
  readonly runId?: string;
}

/** A connection with its latest import, and what people know of it. */
export interface ConnectionNews {
  readonly connectionId: string;
  readonly connectionName: string;
  readonly owner: string;
  readonly savedBy: string;
  /** The latest import that nobody has cancelled; it may still go on. */
  readonly run: {
    readonly id: string;
    readonly state: RunState;
    readonly failure?: Failure;
  };
  readonly lastSuccessAt?: string;
  readonly told: Told;
  readonly rememberedSuccessAt?: string;
}

interface NewsRow {
  connection_id: string;
  name: string;
  options: string;
  updated_by: string;
  run_id: string;
  state: RunState;
  failure: string | null;
  success_at: string | null;
  told: DbConnectionNewsRow['told'] | null;
  told_run_id: string | null;
  remembered_success_at: string | null;
}

/**
 * Which news of connections people have been told. Who is about to tell some
 * claims it first, so that of many processes one does.
 */
export class DatabaseNewsStore {
  static create(options: { knex: Knex; now: () => Date }) {
    return new DatabaseNewsStore(options.knex, options.now);
  }

  readonly #knex: Knex;
  readonly #now: () => Date;

  private constructor(knex: Knex, now: () => Date) {
    this.#knex = knex;
    this.#now = now;
  }

  /** Of all connections that are enabled and have been imported, in one query. */
  async list(): Promise<ConnectionNews[]> {
    const rows: NewsRow[] = await joinImports(
      this.#knex({ c: 'connections' }),
      { latest: importsThat.wereNotCancelled, join: 'join' },
    )
      .whereRaw('c.enabled')
      .select('c.name', 'c.options', 'c.updated_by')
      .select('latest.state', 'latest.failure', 'n.told')
      .select({
        connection_id: 'c.id',
        run_id: 'latest.id',
        success_at: 'good.ended_at',
        told_run_id: 'n.run_id',
        remembered_success_at: 'n.last_success_at',
      });
    return rows.map(toNews);
  }

  /** So that the last success is known when its run is not kept any more. */
  async rememberSuccess(connectionId: string, at: string): Promise<void> {
    await this.#ensure(connectionId);
    await this.#rows(connectionId).update({ last_success_at: at });
  }

  /**
   * Of those who have seen the same, one gets the right to tell more; another one
   * only when it has kept silent for longer than the lease.
   */
  async claim(
    connectionId: string,
    seen: Told,
    options: { ticket: string; leaseMs: number },
  ): Promise<boolean> {
    const shifted = (ms: number) =>
      new Date(this.#now().getTime() + ms).toISOString();
    await this.#ensure(connectionId);
    const claimed = await this.#rows(connectionId)
      .where({ told: seen.condition, run_id: seen.runId ?? null })
      .where(free =>
        free
          .whereNull('claimed_at')
          .orWhere('claimed_at', '<', shifted(-options.leaseMs))
          // The clock has gone back.
          .orWhere('claimed_at', '>', shifted(options.leaseMs)),
      )
      .update({
        ticket: options.ticket,
        claimed_at: this.#now().toISOString(),
      });
    return claimed === 1;
  }

  /** People know: writes down what they were told, and lets the claim go. */
  async setTold(
    connectionId: string,
    ticket: string,
    { condition, runId }: Told,
  ): Promise<void> {
    await this.#rows(connectionId)
      .where({ ticket })
      .update({
        told: condition,
        run_id: runId ?? null,
        told_at: this.#now().toISOString(),
        ticket: null,
        claimed_at: null,
      });
  }

  #rows(connectionId: string) {
    return this.#knex<DbConnectionNewsRow>('connection_news').where({
      connection_id: connectionId,
    });
  }

  async #ensure(connectionId: string): Promise<void> {
    await this.#knex<DbConnectionNewsRow>('connection_news')
      .insert({ connection_id: connectionId, told: 'ok' })
      .onConflict('connection_id')
      .ignore();
  }
}

function toNews(row: NewsRow): ConnectionNews {
  const { owner }: ImportOptions = JSON.parse(row.options);
  return {
    connectionId: row.connection_id,
    connectionName: row.name,
    owner,
    savedBy: row.updated_by,
    run: {
      id: row.run_id,
      state: row.state,
      ...(row.failure !== null && { failure: JSON.parse(row.failure) }),
    },
    ...(row.success_at !== null && { lastSuccessAt: row.success_at }),
    told: {
      // Nobody needs to be told that all is well from the beginning.
      condition: row.told ?? 'ok',
      ...(row.told_run_id !== null && { runId: row.told_run_id }),
    },
    ...(row.remembered_success_at !== null && {
      rememberedSuccessAt: row.remembered_success_at,
    }),
  };
}
