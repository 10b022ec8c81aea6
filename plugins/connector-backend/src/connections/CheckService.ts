import type { CheckReport } from '@backstage-connector/plugin-connector-common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import type { StoredConnection } from '../database/connectionRows';
import type { DatabaseConnectionStore } from '../database/DatabaseConnectionStore';
import { runChecks } from '../extract/runChecks';
import { StepResults } from '../extract/StepResults';
import type { ConnectionSource } from '../runs/types';
import { endEarly, settleInterrupted } from './interruptedCheck';
import { createRedactor } from './redact';
import type { Technologies } from './Technologies';

interface RunningCheck {
  readonly revision: number;
  readonly cancel: AbortController;
  report: CheckReport;
  ended: Promise<void>;
}

export interface CheckServiceOptions {
  readonly store: DatabaseConnectionStore;
  readonly source: Pick<ConnectionSource, 'open'>;
  readonly technologies: Technologies;
  readonly logger: LoggerService;
  readonly timeoutMs: number;
  readonly now: () => Date;
  /** A signal that is aborted after so many milliseconds. */
  readonly createDeadline: (ms: number) => AbortSignal;
}

/**
 * Tests connections in the background (OC-12). The report is in the database
 * after every step, so any process can show it.
 */
export class CheckService {
  static create(options: CheckServiceOptions) {
    return new CheckService(options);
  }

  readonly #options: CheckServiceOptions;
  readonly #running = new Map<string, RunningCheck>();

  private constructor(options: CheckServiceOptions) {
    this.#options = options;
  }

  /**
   * Starts a test. While one of the same revision runs, that is the answer; one
   * of older settings is cancelled.
   *
   * @throws ConflictError when the technology is not installed.
   */
  async start(id: string): Promise<CheckReport> {
    const { store, technologies, now } = this.#options;
    const connection = await store.get(id);
    const connector = technologies.find(connection.technology);
    if (!connector) {
      throw new ConflictError(technologies.unknown(connection.technology));
    }
    const { revision } = connection;
    const last = this.#shown(connection);
    if (last?.state === 'running' && last.revision === revision) {
      return last;
    }
    // From here to the next await, no other call can come between.
    const here = this.#running.get(id);
    if (here?.revision === revision) {
      return here.report;
    }
    here?.cancel.abort();
    const startedAt = now();
    const check: RunningCheck = {
      revision,
      cancel: new AbortController(),
      report: new StepResults({
        steps: connector.checks,
        revision,
        startedAt,
        now,
      }).report('running'),
      ended: Promise.resolve(),
    };
    this.#running.set(id, check);
    const begun = store.startCheck(id, check.report);
    check.ended = begun
      .then(() => this.#test(connection, check, startedAt))
      .catch(error =>
        this.#options.logger.error(
          `The test of connection ${id} could not be recorded`,
          error,
        ),
      )
      .finally(() => {
        if (this.#running.get(id) === check) {
          this.#running.delete(id);
        }
      });
    await begun;
    return check.report;
  }

  /** @throws NotFoundError when the connection has never been tested. */
  async get(id: string): Promise<CheckReport> {
    const connection = await this.#options.store.get(id);
    const report = this.#shown(connection);
    if (!report) {
      throw new NotFoundError(
        `The connection "${connection.name}" has not been tested`,
      );
    }
    return report;
  }

  /** Cancels the test that runs, if any, in whichever process. */
  async cancel(id: string): Promise<void> {
    const { store, now } = this.#options;
    const here = this.#running.get(id);
    if (here) {
      here.cancel.abort();
      await here.ended;
      return;
    }
    const [connection] = await store.find([id]);
    const report = connection?.lastCheck;
    if (report?.state === 'running') {
      // The other process notices at its next step, or at its time limit.
      const reason = 'The test was cancelled.';
      const end = { state: 'cancelled', reason, at: now() } as const;
      await store.updateCheck(id, report, endEarly(report, end));
    }
  }

  /** Cancels all tests of this process and waits until nothing is open. */
  async stop(): Promise<void> {
    const checks = [...this.#running.values()];
    checks.forEach(({ cancel }) => cancel.abort());
    await Promise.all(checks.map(({ ended }) => ended));
  }

  async #test(
    connection: StoredConnection,
    check: RunningCheck,
    startedAt: Date,
  ): Promise<void> {
    const { store, source, technologies, now } = this.#options;
    const { timeoutMs, createDeadline } = this.#options;
    const { id } = connection;
    let redact = (text: string) => text;
    const save = async (report: CheckReport) => {
      const saved = await store.updateCheck(id, check.report, report);
      if (!saved) {
        // Another test has taken the place of this one, or it was cancelled.
        check.cancel.abort();
      }
      check.report = report;
    };
    const report = await runChecks({
      connector: technologies.get(connection.technology),
      settings: async () => {
        const { config, secrets } = await source.open(id);
        redact = createRedactor(secrets);
        return config;
      },
      revision: connection.revision,
      cancelled: check.cancel.signal,
      deadline: createDeadline(timeoutMs),
      timeoutMs,
      startedAt,
      redact: text => redact(text),
      now,
      onStep: save,
    });
    await save(report);
  }

  #shown({ lastCheck }: StoredConnection): CheckReport | undefined {
    const { timeoutMs, now } = this.#options;
    return lastCheck && settleInterrupted(lastCheck, { timeoutMs, now: now() });
  }
}
