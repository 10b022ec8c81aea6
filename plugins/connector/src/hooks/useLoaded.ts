import { useCallback, useEffect, useState } from 'react';
import { ResponseError, toError } from '@backstage/errors';
import { errorMessage } from '../errorMessage';

/**
 * What is known of something the server holds. A value that was read stays
 * while a later reading fails: `problem` says so.
 */
export type Loaded<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'forbidden'; reason: string }
  | { readonly status: 'missing' }
  | { readonly status: 'failed'; error: Error; retry(): void }
  | { readonly status: 'ready'; value: T; problem?: Error; reload(): void };

type Reading<T> =
  | { status: 'loading' | 'missing' }
  | { status: 'forbidden'; reason: string }
  | { status: 'failed'; error: Error }
  | { status: 'ready'; value: T; problem?: Error };

/**
 * Reads from the server, and again after as many milliseconds as `pollAfter`
 * says; `undefined` ends the polling. Both functions must be stable: a new
 * `load` starts over.
 */
export function useLoaded<T>(
  load: (signal: AbortSignal) => Promise<T>,
  pollAfter: (value: T) => number | undefined = never,
): Loaded<T> {
  const [round, setRound] = useState({ load, number: 0 });
  const [reading, setReading] = useState<Reading<T>>({ status: 'loading' });
  const restarted = round.load !== load;
  if (restarted) {
    setRound({ load, number: 0 });
    setReading({ status: 'loading' });
  }

  useEffect(() => {
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let lastWait: number | undefined;
    const read = async () => {
      try {
        const value = await load(controller.signal);
        if (controller.signal.aborted) return;
        setReading({ status: 'ready', value });
        lastWait = pollAfter(value);
      } catch (thrown) {
        if (controller.signal.aborted) return;
        const error = toError(thrown);
        setReading(previous =>
          previous.status === 'ready'
            ? { ...previous, problem: error }
            : refused(error),
        );
      }
      if (lastWait !== undefined) {
        timer = setTimeout(read, lastWait);
      }
    };
    read();
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [load, pollAfter, round.number]);

  const again = useCallback(
    () => setRound(({ number }) => ({ load, number: number + 1 })),
    [load],
  );
  switch (reading.status) {
    case 'ready':
      return { ...reading, reload: again };
    case 'failed':
      return { ...reading, retry: again };
    default:
      return reading as Loaded<T>;
  }
}

function never(): undefined {
  return undefined;
}

function refused(error: Error): Reading<never> {
  const code = ResponseError.is(error) ? error.statusCode : undefined;
  if (code === 403) {
    return { status: 'forbidden', reason: errorMessage(error) };
  }
  if (code === 404) return { status: 'missing' };
  return { status: 'failed', error };
}
