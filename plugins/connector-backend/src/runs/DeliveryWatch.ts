import type {
  DeliveryProgress,
  Run,
} from '@backstage-connector/plugin-connector-common';
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { explainInvisible, verifyDeliveries } from '../apply/verifyDeliveries';
import type { RunWorkerOptions } from './RunWorker';

/** A run that has ended, and whose deliveries the catalog still processes. */
interface Watched {
  readonly run: Run;
  readonly ticket: string;
  readonly delivery: DeliveryProgress;
}

const LOOK_MS = 1_000;
/** A look costs the catalog a query: the share of time spent on it is bounded. */
const REST_PER_LOOK = 10;
/** When nothing has become visible for so long, what is missing is explained. */
const PATIENCE_MS = 10 * 60 * 1000;

/**
 * Watches until the catalog shows what runs have sent. A run has ended when all
 * is sent; processing and stitching take the catalog minutes for many entities,
 * so this goes on beside the queue and holds no place in it.
 */
export class DeliveryWatch {
  readonly #options: RunWorkerOptions;
  readonly #stopping = new AbortController();
  readonly #watching = new Map<string, Promise<void>>();

  constructor(options: RunWorkerOptions) {
    this.#options = options;
  }

  add(watched: Watched): void {
    const watching = this.#watch(watched)
      .catch(error => {
        // Another look will be taken when the lease has run out.
        if (!this.#stopping.signal.aborted) {
          this.#options.logger.warn(
            `Stopped watching the deliveries of run ${watched.run.id}`,
            error,
          );
        }
      })
      .finally(() => this.#watching.delete(watched.run.id));
    this.#watching.set(watched.run.id, watching);
  }

  /** Watches on for a process that died. */
  async takeOver(): Promise<void> {
    const ticket = randomUUID();
    const run = await this.#options.runs.claimUnsettled({
      ticket,
      leaseMs: this.#options.leaseMs,
    });
    if (run?.delivery && !this.#watching.has(run.id)) {
      this.add({ run, ticket, delivery: run.delivery });
    }
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#watching.values());
  }

  async #watch({ run, ticket, delivery }: Watched): Promise<void> {
    const { runs, now } = this.#options;
    const { id: runId, connectionId } = run;
    let known = delivery;
    let lastMove = now().getTime();
    while (!this.#stopping.signal.aborted) {
      const started = now().getTime();
      const looked = await verifyDeliveries({
        ...this.#options,
        runId,
        connectionId,
        delivery: known,
        signal: this.#stopping.signal,
      });
      if (looked.delivery.visible > known.visible) {
        lastMove = now().getTime();
      }
      known = looked.delivery;
      const waited = now().getTime() - lastMove;
      if (known.settled || waited > PATIENCE_MS) {
        await this.#settle({ run, ticket, delivery: known }, looked.invisible);
        return;
      }
      const held = await runs.update(
        { id: runId, ticket },
        { delivery: known },
      );
      if (held === 'lost') {
        return;
      }
      const cost = now().getTime() - started;
      await this.#rest(Math.max(LOOK_MS, cost * REST_PER_LOOK));
    }
  }

  async #settle(watched: Watched, invisible: readonly string[]): Promise<void> {
    const { run, ticket, delivery } = watched;
    const { contested, findings } =
      invisible.length > 0
        ? await explainInvisible({
            ...this.#options,
            connectionId: run.connectionId,
            invisible,
            signal: this.#stopping.signal,
          })
        : { contested: 0, findings: [] };
    const { report } = await this.#options.runs.get(run.id);
    await this.#options.runs.update(
      { id: run.id, ticket },
      {
        delivery: { ...delivery, contested, settled: true },
        ...(report &&
          findings.length > 0 && {
            report: { ...report, findings: [...report.findings, ...findings] },
          }),
      },
    );
  }

  async #rest(milliseconds: number): Promise<void> {
    const { signal } = this.#stopping;
    // Rejects only when it is stopped, which the loop looks at.
    await setTimeout(milliseconds, undefined, { signal }).catch(() => {});
  }
}
