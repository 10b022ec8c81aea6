/*
 * When wall-clock times come, worked out another way than by the code under
 * test: no luxon, no search for a single time, but one walk along the years.
 */

const HOUR = 3_600_000;

/** A span in which a zone keeps one offset. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

/** Splits the time between two instants where the clocks of a zone jump. */
export function offsetSpans(zone: string, from: number, to: number): Span[] {
  const offsetAt = offsetReader(zone);
  const spans: Span[] = [];
  let start = from;
  let offset = offsetAt(from);
  for (let instant = from; instant < to; instant += 3 * HOUR) {
    const next = Math.min(instant + 3 * HOUR, to);
    if (offsetAt(next) !== offset) {
      let [low, high] = [instant, next];
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        [low, high] =
          offsetAt(middle) === offset ? [middle, high] : [low, middle];
      }
      spans.push({ from: start, to: high, offset });
      [start, offset] = [high, offsetAt(high)];
    }
  }
  return [...spans, { from: start, to, offset }];
}

/**
 * Walks along the spans and notes when each wall time is first reached. What a
 * jump forward skips is reached at the jump, what a jump back repeats is not
 * reached again.
 */
export function instantsOf(
  walls: readonly number[],
  spans: readonly Span[],
): number[] {
  const instants = new Set<number>();
  let index = walls.findIndex(it => it >= spans[0].from + spans[0].offset);
  for (const { from, to, offset } of spans) {
    while (index >= 0 && walls[index] < to + offset) {
      instants.add(Math.max(from, walls[index] - offset));
      index += 1;
    }
  }
  return [...instants];
}

/** Every day of the years between two instants, as its midnight on the wall. */
export function daysBetween(from: number, to: number): Date[] {
  const days: Date[] = [];
  const first = new Date(from);
  for (let day = 0; ; day++) {
    const date = new Date(
      Date.UTC(
        first.getUTCFullYear(),
        first.getUTCMonth(),
        first.getUTCDate() + day,
      ),
    );
    if (date.getTime() > to) {
      return days;
    }
    days.push(date);
  }
}

function offsetReader(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    timeZoneName: 'longOffset',
    year: 'numeric',
  });
  return instant => {
    const [, sign, hours, minutes, seconds = '0'] =
      /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(format.format(instant)) ?? [];
    return sign === undefined
      ? 0
      : Number(`${sign}1`) *
          ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) *
          1000;
  };
}
