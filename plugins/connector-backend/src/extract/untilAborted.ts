/**
 * Waits for a promise, but not longer than the signal allows: a driver that
 * ignores the signal must not hold up a check or run. Rejects with the reason of
 * the abort; what the promise brings later is given to `late`.
 */
export async function untilAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal,
  late: (value: T) => unknown = () => {},
): Promise<T> {
  let stopListening = () => {};
  const aborted = new Promise<never>((_, reject) => {
    const abort = () => {
      promise.then(late).catch(() => {});
      reject(signal.reason);
    };
    if (signal.aborted) {
      abort();
    } else {
      signal.addEventListener('abort', abort, { once: true });
      stopListening = () => signal.removeEventListener('abort', abort);
    }
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    stopListening();
  }
}
