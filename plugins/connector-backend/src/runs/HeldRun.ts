import type { DeliveryProgress } from '@backstage-connector/plugin-connector-common';
import { setTimeout as sleep } from 'node:timers/promises';
import { endAttempt, type AttemptEnd } from '../database/attempts';
import type {
  DatabaseRunStore,
  RunChanges,
} from '../database/DatabaseRunStore';
import type { RunClaim } from '../database/operations/claimRun';
import { RunAborted } from './RunAborted';
import type { RunLog } from './runLog';
import { StageClock } from './stageClock';

/**
 * A run while this worker holds it: tells the database every heartbeat that it
 * lives and how far it is, and learns there whether to stop. Its signal is
 * aborted with a {@link RunAborted}.
 */
export class HeldRun {
  readonly clock: StageClock;
  readonly claim: RunClaim;
  delivery: DeliveryProgress | undefined;
  /** Milliseconds that this attempt may take. */
  timeLimitMs = Infinity;

  readonly #runs: DatabaseRunStore;
  readonly #controller = new AbortController();
  readonly #heartbeatMs: number;
  readonly #leaseMs: number;
  readonly #now: () => Date;
  readonly #begun = performance.now();
  readonly #timer: NodeJS.Timeout;
  #limit: NodeJS.Timeout | undefined;
  #lastBeat: number;
  #beating: Promise<void> = Promise.resolve();

  constructor(options: {
    claim: RunClaim;
    runs: DatabaseRunStore;
    heartbeatMs: number;
    leaseMs: number;
    now: () => Date;
  }) {
    this.claim = options.claim;
    this.clock = new StageClock(options.now, options.claim.run.stages);
    this.delivery = options.claim.run.delivery;
    this.#runs = options.runs;
    this.#heartbeatMs = options.heartbeatMs;
    this.#leaseMs = options.leaseMs;
    this.#now = options.now;
    this.#lastBeat = options.now().getTime();
    this.#timer = setInterval(() => {
      this.#beating = this.#beating.then(() => this.#beat());
    }, options.heartbeatMs);
  }

  get id() {
    return this.claim.run.id;
  }

  get signal() {
    return this.#controller.signal;
  }

  stop(reason: RunAborted['reason']): void {
    this.#controller.abort(new RunAborted(reason));
  }

  /** Stops the run when this attempt has taken so long; counts from its begin. */
  limitTime(milliseconds: number): void {
    clearTimeout(this.#limit);
    this.timeLimitMs = milliseconds;
    const left = milliseconds - (performance.now() - this.#begun);
    this.#limit = setTimeout(() => this.stop('timed-out'), left);
  }

  /** Writes what holds at once, e.g. that another worker may go on from here. */
  async save(changes: RunChanges): Promise<void> {
    await this.#update(changes);
    this.signal.throwIfAborted();
  }

  /**
   * The last writes of this worker; nothing follows them. While the database is
   * away they are tried again for as long as nobody else can take the run.
   */
  async end(log: RunLog, changes: RunChanges, how: AttemptEnd): Promise<void> {
    await this.release();
    const at = this.#now().toISOString();
    const attempts = endAttempt(this.claim.run.attempts, how, at);
    const giveUpAt = performance.now() + this.#leaseMs;
    for (;;) {
      try {
        await log.flush();
        await this.#update({ ...changes, attempts });
        return;
      } catch (error) {
        if (performance.now() > giveUpAt) {
          throw error;
        }
      }
      await sleep(this.#heartbeatMs);
    }
  }

  /** Lets the run go without a word. */
  async release(): Promise<void> {
    clearInterval(this.#timer);
    clearTimeout(this.#limit);
    await this.#beating;
  }

  async #beat(): Promise<void> {
    try {
      await this.#update({});
      this.#lastBeat = this.#now().getTime();
    } catch {
      // The database may be away for a moment; but when the lease has run out,
      // another worker may hold the run.
      if (this.#now().getTime() - this.#lastBeat > this.#leaseMs) {
        this.stop('lost');
      }
    }
  }

  async #update(changes: RunChanges): Promise<void> {
    const answer = await this.#runs.update(
      { id: this.id, ticket: this.claim.ticket },
      { stages: this.clock.stages, delivery: this.delivery, ...changes },
    );
    if (answer === 'cancel') {
      this.stop('cancelled');
    } else if (answer === 'lost') {
      this.stop('lost');
    }
  }
}
