import { calendarDifferences } from '@backstage-connector/plugin-connector-backend/testUtils';
import { formatSeconds, formatVerdict } from './report';

const FROM = Date.UTC(2010, 0, 1);
const TO = Date.UTC(2040, 0, 1);

/**
 * Thirty years of every IANA zone that this runtime knows: all starts of one
 * schedule of each kind, and every quarter of an hour around each clock change,
 * against a computation that shares nothing with ours.
 *
 * @returns whether there was no difference.
 */
export async function benchCalendar(
  _serverUrl: string,
  print: (text: string) => void,
): Promise<boolean> {
  const began = performance.now();
  const zones = Intl.supportedValuesOf('timeZone');
  const differences: string[] = [];
  let compared = 0;
  let clockChanges = 0;
  for (const zone of zones) {
    const found = calendarDifferences(zone, FROM, TO);
    compared += found.compared;
    clockChanges += found.clockChanges;
    differences.push(...found.differences);
  }
  differences.slice(0, 20).forEach(print);
  print(
    `${zones.length} zones (${
      process.versions.tz
    }), ${clockChanges} clock changes, ${compared} starts in ${formatSeconds(
      performance.now() - began,
    )}`,
  );
  const met = differences.length === 0;
  print(
    formatVerdict({
      target: 'no difference',
      found: String(differences.length),
      met,
    }),
  );
  return met;
}
