import { useCallback, useEffect, useRef } from 'react';
import {
  RUNS_CHANNEL,
  runSignalSchema,
  type RunSignal,
} from '@backstage-connector/plugin-connector-common';
import { useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { useLoaded, type Loaded } from './useLoaded';

/** Signals that come close together are answered by one reading. */
const GATHER_MS = 250;
/** So long after a signal the connection is taken to be alive. */
const HEARD_MS = 30_000;
/** While signals come, it is asked no more often than this. */
const PATIENT_MS = 5_000;

/**
 * Like {@link useLoaded}, and reads again as soon as a run is said to have
 * moved. A portal without the signals plugin, or one that is not heard, is
 * asked from time to time as before.
 */
export function useLive<T>(
  load: (signal: AbortSignal) => Promise<T>,
  pollAfter: (value: T) => number | undefined,
  concerns: (signal: RunSignal) => boolean = everyRun,
): Loaded<T> {
  const signals = useApiHolder().get(signalApiRef);
  const live = useRef({ heardAt: -Infinity, reading: false, moved: false });
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const again = useRef<() => void>();

  const wake = useCallback(() => {
    // A reading that is under way is not given up for the next.
    if (live.current.reading) {
      live.current.moved = true;
      return;
    }
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      again.current?.();
    }, GATHER_MS);
  }, []);
  const loadAndNote = useCallback(
    async (signal: AbortSignal) => {
      live.current.reading = true;
      live.current.moved = false;
      try {
        return await load(signal);
      } finally {
        live.current.reading = false;
        if (live.current.moved && !signal.aborted) wake();
      }
    },
    [load, wake],
  );
  const pollPatiently = useCallback(
    (value: T) => {
      const wait = pollAfter(value);
      const heard = performance.now() - live.current.heardAt < HEARD_MS;
      return wait !== undefined && heard ? Math.max(wait, PATIENT_MS) : wait;
    },
    [pollAfter],
  );
  const loaded = useLoaded(loadAndNote, pollPatiently);
  again.current = loaded.status === 'ready' ? loaded.reload : undefined;

  useEffect(() => {
    const subscription = signals?.subscribe(RUNS_CHANNEL, message => {
      const { data: signal } = runSignalSchema.safeParse(message);
      if (!signal) return;
      live.current.heardAt = performance.now();
      if (concerns(signal)) wake();
    });
    return () => subscription?.unsubscribe();
  }, [signals, concerns, wake]);
  useEffect(() => () => clearTimeout(timer.current), []);

  return loaded;
}

function everyRun(): boolean {
  return true;
}
