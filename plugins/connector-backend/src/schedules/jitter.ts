import { createHash } from 'node:crypto';

/**
 * How many milliseconds a start is delayed: between 0 and the jitter of the
 * schedule, other for every start, and the same for all who work it out.
 */
export function jitterMs(
  jitterSeconds: number,
  connectionId: string,
  at: Date,
): number {
  const hash = createHash('sha256')
    .update(`${connectionId} ${at.toISOString()}`)
    .digest();
  return Math.floor(
    (hash.readUInt32BE() / 2 ** 32) * (jitterSeconds * 1000 + 1),
  );
}
