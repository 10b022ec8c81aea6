import type {
  ConnectorConfig,
  ConnectorContext,
  Session,
} from '@backstage-connector/plugin-connector-node';
import type { Client } from 'pg';
import { coded, connect, withCode } from './connect';
import { codes } from './diagnoses';
import { beginSnapshot, endBackend, selectServer } from './queries';
import type { ServerRow } from './rows';

// The oldest version with all columns of pg_catalog that the queries read.
const oldestVersion = 120000;

// Seconds after its own time limit in which a server must have said so; then it
// counts as gone. The operating system would notice only after hours.
const grace = 5;

// Rows fetched at once: a relation each, so 1,600 columns at most.
const batchSize = 100;

/** One connection to a server; asks one question at a time. */
export class PostgresqlSession implements Session {
  readonly #client: Client;
  readonly #config: ConnectorConfig;
  readonly #context: ConnectorContext;
  readonly server: ServerRow;
  #running = 0;
  #lost: unknown;
  #closed: Promise<void> | undefined;

  static async open(
    config: ConnectorConfig,
    context: ConnectorContext,
  ): Promise<PostgresqlSession> {
    return connect(config, context.signal, async client => {
      const { rows } = await client.query<ServerRow>(selectServer);
      if (rows[0].versionNumber < oldestVersion) {
        await client.end();
        throw coded(codes.oldServer, `PostgreSQL ${rows[0].version}`);
      }
      return new PostgresqlSession(client, config, context, rows[0]);
    });
  }

  private constructor(
    client: Client,
    config: ConnectorConfig,
    context: ConnectorContext,
    server: ServerRow,
  ) {
    this.#client = client;
    this.#config = config;
    this.#context = context;
    this.server = server;
    client.on('error', error => {
      this.#lost = withCode(error);
    });
    context.signal.addEventListener('abort', this.#abort);
  }

  get scope() {
    return this.#config.scope;
  }

  /** The name of the server in URNs. */
  get system(): string {
    const { systemId, host, port } = this.#config.parameters;
    return String(systemId ?? `${host}:${port}`);
  }

  get evidence() {
    const { host, port } = this.#config.parameters;
    const { version, tls, user, database } = this.server;
    return {
      reach: `PostgreSQL ${version} at ${host}:${port}, ${
        tls ?? 'not encrypted'
      }.`,
      authenticate: `The server knows the user as "${user}".`,
      database: `The database "${database}" is open.`,
    };
  }

  async query<Row extends object>(
    text: string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    this.#running += 1;
    const timer = setTimeout(this.#giveUp, this.#patienceMs);
    try {
      return (await this.#client.query<Row>(text, [...values])).rows;
    } catch (error) {
      throw withCode(error, this.#lost);
    } finally {
      clearTimeout(timer);
      this.#running -= 1;
    }
  }

  /** What is read inside sees one state of the catalog, and changes nothing. */
  async *snapshot<T>(read: () => AsyncIterable<T>): AsyncGenerator<T> {
    const seconds = Number(this.#config.parameters.statementTimeout);
    await this.query(beginSnapshot(seconds));
    try {
      yield* read();
    } finally {
      // If it fails, the session is gone: reading has said so, or is complete.
      await this.query('ROLLBACK').catch(() => {});
    }
  }

  /** Gives back, inside a snapshot, the locks that are taken by reading. */
  async releasingLocks<T>(read: () => Promise<T>): Promise<T> {
    await this.query('SAVEPOINT unlocked');
    const result = await read();
    await this.query(
      'ROLLBACK TO SAVEPOINT unlocked; RELEASE SAVEPOINT unlocked',
    );
    return result;
  }

  /**
   * Reads rows with a cursor, inside a snapshot. While a batch is looked at, the
   * server makes the next.
   *
   * A cursor of SQL and not of the protocol: the time limit is one of a batch,
   * and does not run while the reader is busy.
   */
  async *stream<Row extends object>(options: {
    text: string;
    values: readonly unknown[];
    /** Reads what the batch lacks. */
    complete(rows: readonly Row[]): Promise<readonly Row[]>;
  }): AsyncGenerator<Row> {
    const { text, values, complete } = options;
    await this.query(`DECLARE batch NO SCROLL CURSOR FOR ${text}`, values);
    const readBatch = async () =>
      complete(await this.query<Row>(`FETCH ${batchSize} FROM batch`));
    const readAhead = () => {
      const batch = readBatch();
      // Looked at below; if it fails earlier, that is no unhandled rejection.
      batch.catch(() => {});
      return batch;
    };
    let next = readAhead();
    try {
      for (let rows = await next; rows.length > 0; rows = await next) {
        next = readAhead();
        yield* rows;
      }
    } finally {
      await next.catch(() => {});
    }
  }

  close(): Promise<void> {
    this.#closed ??= this.#end();
    return this.#closed;
  }

  readonly #abort = () => void this.close();

  // With a query running, the driver drops the connection without a word.
  readonly #giveUp = () => {
    this.#lost = coded('ETIMEDOUT', `No answer for ${this.#patienceMs} ms`);
    void this.#client.end();
  };

  get #patienceMs(): number {
    return 1000 * (Number(this.#config.parameters.statementTimeout) + grace);
  }

  async #end() {
    this.#context.signal.removeEventListener('abort', this.#abort);
    const isRunning = this.#running > 0 && !this.#lost;
    await this.#client.end();
    if (isRunning) {
      await this.#endBackend();
    }
  }

  // A server that works on a query does not notice that nobody listens any more.
  async #endBackend() {
    try {
      const { signal } = new AbortController();
      await connect(this.#config, signal, async client => {
        const { pid, startedAt } = this.server;
        await client.query(endBackend, [pid, startedAt]);
        await client.end();
      });
    } catch (error) {
      this.#context.log('warn', 'A query may still run on the server', {
        error: String(error),
      });
    }
  }
}
