import { DateTime, IANAZone } from 'luxon';

/**
 * A wall-clock time without zone, as the milliseconds it would be if the wall
 * were in UTC. Sorts and adds like an instant; turned into one by a zone.
 */
export type WallTime = number;

/** The instant a wall-clock time stands for. */
export interface WallInstant {
  readonly at: number;
  /** `moved`: the clocks skip the time. `repeated`: they show it twice. */
  readonly dst?: 'moved' | 'repeated';
}

const MINUTE = 60_000;
// No zone has ever been farther from UTC than 15 h 14 min.
const FARTHEST_OFFSET = 16 * 60 * MINUTE;

export function wallTimeAt(instant: number, zone: string): WallTime {
  return instant + offsetAt(instant, zone);
}

/**
 * When the clocks of a zone first show a wall-clock time or, if they skip it,
 * a later one (OC-23): inside a gap that is the end of the gap, inside an
 * overlap the first of the two. Earlier wall times never come later.
 */
export function firstInstant(wall: WallTime, zone: string): WallInstant {
  const before = offsetAt(wall - FARTHEST_OFFSET, zone);
  const after = offsetAt(wall + FARTHEST_OFFSET, zone);
  const shown = [...new Set([wall - before, wall - after])]
    .filter(instant => wallTimeAt(instant, zone) === wall)
    .sort((a, b) => a - b);
  if (shown.length > 0) {
    return { at: shown[0], ...(shown.length > 1 && { dst: 'repeated' }) };
  }
  return {
    at: endOfGap(wall, zone, wall - after, wall - before),
    dst: 'moved',
  };
}

/** Wall times as people read them: 2026-03-29T02:30. */
export function printWallTime(wall: WallTime): string {
  return asUtc(wall).toFormat("yyyy-MM-dd'T'HH:mm");
}

/** A wall time as a luxon date whose calendar is the one on the wall. */
export function asUtc(wall: WallTime): DateTime<true> {
  const date = DateTime.fromMillis(wall, { zone: 'utc' });
  if (!date.isValid) {
    throw new RangeError(`${wall} is beyond the calendar`);
  }
  return date;
}

/** Halves the span in which the clocks jump over `wall` until it is found. */
function endOfGap(wall: WallTime, zone: string, from: number, to: number) {
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (wallTimeAt(middle, zone) < wall) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return high;
}

function offsetAt(instant: number, zone: string): number {
  const offset = IANAZone.create(zone).offset(instant);
  if (Number.isNaN(offset)) {
    throw new RangeError(`There is no time ${instant} in the zone "${zone}"`);
  }
  return offset * MINUTE;
}
