import {
  RUNS_CHANNEL,
  type RunSignal,
} from '@backstage-connector/plugin-connector-common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { RunEvent } from '../database/runRows';

/** At most two signals a second for each run. */
const PAUSE_MS = 500;

/**
 * Tells open pages that a run has moved. What happens within a pause is told at
 * its end, in one signal with the latest state. Signals go to everybody, so they
 * hold ids and states only; pages ask for the rest and are checked then.
 */
export class RunSignals {
  static create(options: {
    signals: SignalsService;
    logger: LoggerService;
    now: () => Date;
  }) {
    return new RunSignals(options);
  }

  readonly #options: Parameters<typeof RunSignals.create>[0];
  /** Runs that were told of within the pause, with what came since. */
  readonly #pausing = new Map<
    string,
    { timer: NodeJS.Timeout; next?: RunSignal }
  >();

  private constructor(options: Parameters<typeof RunSignals.create>[0]) {
    this.#options = options;
  }

  hear({ run }: RunEvent): void {
    const signal: RunSignal = {
      type: 'run',
      runId: run.id,
      state: run.state,
      at: this.#options.now().toISOString(),
    };
    const pausing = this.#pausing.get(run.id);
    if (pausing) {
      pausing.next = signal;
    } else {
      this.#publish(signal);
    }
  }

  #publish(signal: RunSignal): void {
    const { signals, logger } = this.#options;
    const timer = setTimeout(() => this.#resume(signal.runId), PAUSE_MS);
    // A page that misses the last signal asks by itself.
    timer.unref();
    this.#pausing.set(signal.runId, { timer });
    signals
      .publish({
        recipients: { type: 'broadcast' },
        channel: RUNS_CHANNEL,
        message: signal,
      })
      .catch(error =>
        logger.debug('Could not publish a signal', toError(error)),
      );
  }

  #resume(runId: string): void {
    const next = this.#pausing.get(runId)?.next;
    this.#pausing.delete(runId);
    if (next) {
      this.#publish(next);
    }
  }
}
