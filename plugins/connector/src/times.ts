import { DateTime, Duration } from 'luxon';

/** For example "3 minutes ago", in the viewer's language. */
export function relativeTime(at: string, now: DateTime): string {
  return DateTime.fromISO(at).toRelative({ base: now }) ?? at;
}

/** Date and time of day in the viewer's zone. */
export function localTime(at: string): string {
  return DateTime.fromISO(at).toLocaleString(DateTime.DATETIME_MED);
}

/** Day and time of day without the year, in the viewer's zone. */
export function shortTime(at: string): string {
  return DateTime.fromISO(at).toLocaleString({
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  });
}

/** Weekday, date and time of day by the clock of a zone, with its offset. */
export function zonedTime(at: string, zone: string): string {
  const time = DateTime.fromISO(at, { zone });
  const clock = time.toLocaleString(DateTime.DATETIME_MED_WITH_WEEKDAY);
  return `${clock} ${offsetOf(time)}`;
}

/** The instant to the second, with the viewer's zone. */
export function exactTime(at: string): string {
  const time = DateTime.fromISO(at);
  const clock = time.toLocaleString(DateTime.DATETIME_MED_WITH_SECONDS);
  return `${clock} ${offsetOf(time)} (${time.zoneName})`;
}

// As offsetNameShort, which makes a formatter each time: lists show many.
function offsetOf(time: DateTime): string {
  const parts = time.toLocaleParts({ timeZoneName: 'short' });
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

const INSTANT =
  /(?<![\w:/.-])\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z(?![\w:/-])/g;

/**
 * A sentence of the server with its instants, which it writes in ISO 8601, by
 * the viewer's clock: to the second, or as exactly as two of them differ.
 */
export function localInstants(sentence: string): string {
  const instants = new Set(sentence.match(INSTANT));
  const toSeconds = new Set([...instants].map(at => clockTime(at)));
  const digits = toSeconds.size < instants.size ? 3 : undefined;
  return sentence.replace(INSTANT, at => clockTime(at, digits));
}

function clockTime(at: string, fractionalSecondDigits?: 3): string {
  const time = DateTime.fromISO(at);
  return time.isValid
    ? time.toLocaleString({
        ...DateTime.DATETIME_MED_WITH_SECONDS,
        fractionalSecondDigits,
        timeZoneName: 'short',
      })
    : at;
}

/** For example "350 ms", "4.2 s", "2 min 5 s", "1 h 3 min". */
export function durationText(milliseconds: number): string {
  if (milliseconds < 1000) {
    return `${Math.round(milliseconds)} ms`;
  }
  if (milliseconds < 60_000) {
    return `${(milliseconds / 1000).toFixed(1)} s`;
  }
  const { hours, minutes, seconds } = Duration.fromMillis(milliseconds)
    .shiftTo('hours', 'minutes', 'seconds')
    .toObject() as { hours: number; minutes: number; seconds: number };
  return hours > 0
    ? `${hours} h ${minutes} min`
    : `${minutes} min ${Math.round(seconds)} s`;
}

/** Milliseconds from start to end, or to `now` while there is no end. */
export function elapsed(
  from: { startedAt?: string; endedAt?: string },
  now: DateTime,
): number | undefined {
  if (!from.startedAt) {
    return undefined;
  }
  const end = from.endedAt ? DateTime.fromISO(from.endedAt) : now;
  return Math.max(0, end.diff(DateTime.fromISO(from.startedAt)).toMillis());
}
