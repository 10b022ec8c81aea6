import assert from 'node:assert/strict';

/**
 * What the contract calls a second. A machine that is busy with other suites may
 * be slower than a connector: the variable says how many times as long it takes.
 */
export const SECOND =
  1_000 * Math.max(1, Number(process.env.CONNECTOR_CONTRACT_PATIENCE) || 1);

/** The promise, or a failure when it takes longer. */
export async function within<T>(
  limitMs: number,
  promise: Promise<T>,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`it took longer than ${limitMs} ms`)),
      limitMs,
    );
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits, at most a second, until a source says yes. */
export async function settles(yes: () => Promise<boolean>): Promise<void> {
  const until = performance.now() + SECOND;
  while (!(await yes())) {
    assert(performance.now() < until, 'a session is left open');
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
