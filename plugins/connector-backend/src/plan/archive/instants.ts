/**
 * Orders two instants of ISO 8601 in UTC, to the millisecond: what is stored has
 * no more. The stage is pure, so there is no Date.
 */
export function compareInstants(one: string, other: string): number {
  // As nearly all are written: to the millisecond.
  const [left, right] =
    one.length === 24 && other.length === 24
      ? [one, other]
      : [comparable(one), comparable(other)];
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}

// 2026-01-31T12:00[:00[.123456]]Z
function comparable(instant: string): string {
  const [minutes, fraction = ''] = instant.replace(/Z$/, '').split('.');
  const seconds = minutes.length === 16 ? `${minutes}:00` : minutes;
  return `${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}`;
}
