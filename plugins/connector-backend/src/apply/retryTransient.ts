import {
  ConnectorError,
  diagnose,
} from '@backstage-connector/plugin-connector-node';
import { setTimeout } from 'node:timers/promises';
import { catalogDiagnoses } from './catalogDiagnoses';

/** Waits, in milliseconds; may reject when the signal fires. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<unknown>;

/** Milliseconds before each new attempt; together longer than a restart. */
const DELAYS = [250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000];

const wait: Sleep = (ms, signal) => setTimeout(ms, undefined, { signal });

/**
 * Does something at the catalog, again and again while it is only busy or away.
 *
 * @throws ConnectorError, with the last failure as its cause.
 * @throws the signal's reason, when it fires.
 */
export async function retryTransient<T>(
  action: () => Promise<T>,
  options: { signal?: AbortSignal; sleep?: Sleep } = {},
): Promise<T> {
  const { signal, sleep = wait } = options;
  for (let attempt = 0; ; attempt++) {
    signal?.throwIfAborted();
    try {
      return await action();
    } catch (error) {
      signal?.throwIfAborted();
      const explained: ConnectorError = diagnose(error, catalogDiagnoses);
      if (explained.failure.kind !== 'transient' || attempt === DELAYS.length) {
        throw explained;
      }
    }
    await sleep(DELAYS[attempt], signal).catch(error => {
      signal?.throwIfAborted();
      throw error;
    });
  }
}
