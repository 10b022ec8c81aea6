import type { LoggerService } from '@backstage/backend-plugin-api';
import { randomUUID } from 'node:crypto';
import type { CatalogGateway } from '../apply/CatalogGateway';
import type { DatabaseDecisionStore } from '../database/DatabaseDecisionStore';
import type { DatabaseObjectStore } from '../database/DatabaseObjectStore';
import type { DatabaseRunLogStore } from '../database/DatabaseRunLogStore';
import type { DatabaseRunStore } from '../database/DatabaseRunStore';
import type { RunClaim } from '../database/operations/claimRun';
import { DeliveryWatch } from './DeliveryWatch';
import { executeRun } from './executeRun';
import { HeldRun } from './HeldRun';
import { Nap } from './Nap';
import type { RetryPolicy } from './retryDelay';
import type { ConnectionSource } from './types';

/** What the worker and the runs it executes share. */
export interface RunWorkerOptions {
  readonly runs: DatabaseRunStore;
  readonly logs: DatabaseRunLogStore;
  readonly decisions: DatabaseDecisionStore;
  readonly objects: DatabaseObjectStore;
  readonly gateway: CatalogGateway;
  readonly connections: ConnectionSource;
  readonly logger: LoggerService;
  readonly now: () => Date;
  /** How many runs this process works on at a time. */
  readonly concurrency: number;
  /** How often a running run tells that it lives, and asks about a cancel. */
  readonly heartbeatMs: number;
  /** After this silence another worker takes a run over. */
  readonly leaseMs: number;
  /** How often the queue is looked at; a run started here does not wait. */
  readonly pollMs: number;
  readonly retry: RetryPolicy;
  /** Milliseconds that an attempt may take, unless the connection says other. */
  readonly timeoutMs: number;
  /** How many runs of a technology all processes together work on at a time. */
  readonly limits: Readonly<Record<string, number>>;
  /** Between 0 and 1, as `Math.random`. */
  readonly random: () => number;
}

/**
 * Takes runs from the queue in the database and executes them. Many may work on
 * one queue; the ticket of a claim decides who holds a run.
 */
export class RunWorker {
  static create(options: RunWorkerOptions) {
    return new RunWorker(options);
  }

  readonly #options: RunWorkerOptions;
  readonly #held = new Map<string, { run: HeldRun; ended: Promise<void> }>();
  readonly #watch: DeliveryWatch;
  #stopped = false;
  #wake: () => void = () => {};
  #loop: Promise<void> = Promise.resolve();

  private constructor(options: RunWorkerOptions) {
    this.#options = options;
    this.#watch = new DeliveryWatch(options);
  }

  start(): void {
    this.#loop = this.#work();
  }

  /** A run has been queued: look now. */
  wake(): void {
    this.#wake();
  }

  /** Stops a run that this process works on; others learn by heartbeat. */
  cancel(runId: string): void {
    this.#held.get(runId)?.run.stop('cancelled');
  }

  /** Hands the runs back to the queue and waits until nothing is held. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake();
    await this.#loop;
    for (const { run } of this.#held.values()) {
      run.stop('shutdown');
    }
    await Promise.all([...this.#held.values()].map(it => it.ended));
    await this.#watch.stop();
  }

  async #work(): Promise<void> {
    while (!this.#stopped) {
      const nap = new Nap();
      this.#wake = () => nap.end();
      let rest = this.#options.pollMs;
      // What falls due while we look may have been passed over.
      const lookedAt = this.#options.now();
      try {
        await this.#fill();
        await this.#watch.takeOver();
        rest = Math.min(rest, await this.#untilNextAttempt(lookedAt));
      } catch (error) {
        this.#options.logger.error(
          'Could not read the run queue',
          error as Error,
        );
      }
      // Whoever wakes us while we look makes us look again at once.
      await nap.sleep(rest);
    }
  }

  /** Milliseconds until a run may be tried again that was too early for it. */
  async #untilNextAttempt(lookedAt: Date): Promise<number> {
    const at = await this.#options.runs.nextAttempt(lookedAt);
    return at ? at.getTime() - this.#options.now().getTime() : Infinity;
  }

  async #fill(): Promise<void> {
    while (!this.#stopped && this.#held.size < this.#options.concurrency) {
      const claim = await this.#options.runs.claim({
        ticket: randomUUID(),
        leaseMs: this.#options.leaseMs,
        maxDelayMs: this.#options.retry.maxDelayMs,
        limits: this.#options.limits,
      });
      if (!claim) {
        return;
      }
      this.#execute(claim);
    }
  }

  #execute(claim: RunClaim): void {
    const run = new HeldRun({ ...this.#options, claim });
    const ended = executeRun(run, this.#options)
      .then(delivery => {
        if (delivery && !delivery.settled) {
          this.#watch.add({ ...claim, delivery });
        }
      })
      .catch(error =>
        // The database could not be told; the lease runs out and the run is
        // taken up again.
        this.#options.logger.error(`Lost hold of run ${run.id}`, error),
      )
      .finally(() => {
        this.#held.delete(run.id);
        this.#wake();
      });
    this.#held.set(run.id, { run, ended });
  }
}
