import type {
  Failure,
  RunState,
} from '@backstage-connector/plugin-connector-common';
import type { Knex } from 'knex';
import { importsThat, joinImports } from './operations/latestImport';

/** What has become of the imports of one connection, in short. */
export interface ImportHistory {
  readonly connectionId: string;
  /** The latest import that ended, whatever came of it but a cancel. */
  readonly lastEnded?: {
    readonly runId: string;
    readonly state: RunState;
    readonly failure?: Failure;
  };
  /** When an import last ended well. */
  readonly lastSuccessAt?: string;
  /** Failed imports since then; counted up to {@link MOST_FAILURES}. */
  readonly consecutiveFailures: number;
  /** The latest start that was passed over because the connection was disabled. */
  readonly lastDisabledAt?: string;
}

/** Looking at more would make a source that is gone for years costly. */
const MOST_FAILURES = 1000;

interface HistoryRow {
  connection_id: string;
  run_id: string | null;
  state: RunState | null;
  failure: string | null;
  success_at: string | null;
  failures: number | string;
  disabled_at: string | null;
}

/** What runs and schedules tell of how connections are doing. */
export class DatabaseHealthStore {
  static create(options: { knex: Knex }) {
    return new DatabaseHealthStore(options.knex);
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * One query for all connections; for each it looks at the ends of indexes, so
   * that it does not grow slower with the history.
   */
  async histories(
    connectionIds: readonly string[],
  ): Promise<Map<string, ImportHistory>> {
    const rows: HistoryRow[] = await joinImports(
      this.#knex({ c: 'connections' }),
      { latest: importsThat.ended, join: 'left join' },
    )
      .whereIn('c.id', connectionIds)
      .select({
        connection_id: 'c.id',
        run_id: 'latest.id',
        state: 'latest.state',
        failure: 'latest.failure',
        success_at: this.#knex.raw(
          'coalesce(good.ended_at, n.last_success_at)',
        ),
        failures: this.#knex.raw(
          `(select count(*) from (select 1 from runs f where f.connection_id = c.id and f.kind = 'import' and f.state = 'failed' and f.queued_at > coalesce(good.queued_at, '') limit ${MOST_FAILURES}) counted)`,
        ),
        disabled_at: this.#knex.raw(
          "(select max(o.at) from schedule_occurrences o where o.connection_id = c.id and o.outcome = 'disabled')",
        ),
      });
    return new Map(rows.map(row => [row.connection_id, toHistory(row)]));
  }
}

function toHistory(row: HistoryRow): ImportHistory {
  return {
    connectionId: row.connection_id,
    ...(row.run_id !== null &&
      row.state !== null && {
        lastEnded: {
          runId: row.run_id,
          state: row.state,
          ...(row.failure !== null && { failure: JSON.parse(row.failure) }),
        },
      }),
    ...(row.success_at !== null && { lastSuccessAt: row.success_at }),
    consecutiveFailures: Number(row.failures),
    ...(row.disabled_at !== null && { lastDisabledAt: row.disabled_at }),
  };
}
