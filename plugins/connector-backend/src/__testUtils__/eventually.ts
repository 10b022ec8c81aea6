import { setInterval } from 'node:timers/promises';

/**
 * Tries until the check no longer throws: for what other processes of a portal do
 * in their own time, such as the catalog's processing.
 */
export async function eventually<T>(
  check: () => T | Promise<T>,
  options: { timeout?: number } = {},
): Promise<T> {
  const giveUpAt = Date.now() + (options.timeout ?? 20_000);
  for await (const _ of setInterval(50)) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > giveUpAt) {
        throw error;
      }
    }
  }
  throw new Error('unreachable');
}
