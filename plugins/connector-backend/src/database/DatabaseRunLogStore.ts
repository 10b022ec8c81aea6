import type {
  LogLevel,
  RunLogEntry,
} from '@backstage-connector/plugin-connector-common';
import type { Knex } from 'knex';
import { chunks } from './chunks';
import { inParts } from './operations/inParts';
import type { DbRunLogRow } from './tables';

/** The lines of run logs, read by cursor. */
export class DatabaseRunLogStore {
  static create(options: { knex: Knex }) {
    return new DatabaseRunLogStore(options.knex);
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Adds lines; those that are there already, by their `seq`, stay as they are. */
  async append(runId: string, entries: readonly RunLogEntry[]): Promise<void> {
    const rows = entries.map(entry => ({
      run_id: runId,
      seq: entry.seq,
      at: entry.at,
      level: entry.level,
      stage: entry.stage ?? null,
      message: entry.message,
      context: entry.context ? JSON.stringify(entry.context) : null,
    }));
    for (const chunk of chunks(rows)) {
      await this.#knex<DbRunLogRow>('run_log')
        .insert(chunk)
        .onConflict(['run_id', 'seq'])
        .ignore();
    }
  }

  /** The `seq` of the last line, 0 when there is none. */
  async lastSeq(runId: string): Promise<number> {
    const row = await this.#knex<DbRunLogRow>('run_log')
      .where({ run_id: runId })
      .max({ seq: 'seq' })
      .first();
    return Number(row?.seq ?? 0);
  }

  async read(
    runId: string,
    options: {
      after: number;
      before?: number;
      take?: 'earliest' | 'latest';
      limit: number;
      level?: readonly LogLevel[];
    },
  ): Promise<RunLogEntry[]> {
    const { after, before, level, limit } = options;
    const latest = options.take === 'latest';
    const page = (lines: Knex.QueryBuilder) =>
      lines.orderBy('seq', latest ? 'desc' : 'asc').limit(limit);
    const between = () =>
      this.#knex<DbRunLogRow>('run_log')
        .where({ run_id: runId })
        .where('seq', '>', after)
        .modify(lines => {
          if (before !== undefined) {
            lines.where('seq', '<', before);
          }
        });
    const rows: DbRunLogRow[] = await page(
      level
        ? inParts(
            this.#knex,
            level.map(it => page(between().where({ level: it }))),
          )
        : between(),
    );
    return (latest ? rows.reverse() : rows).map(row => ({
      seq: row.seq,
      at: row.at,
      level: row.level,
      stage: row.stage ?? undefined,
      message: row.message,
      context: row.context === null ? undefined : JSON.parse(row.context),
    }));
  }
}
