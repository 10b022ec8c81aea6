import { prepareMeasure, type Cost } from './measure';
import { readers, type ReaderId, type Reading } from './readers';
import {
  formatSeconds,
  formatTable,
  formatVerdict,
  median,
  type Verdict,
} from './report';
import { seedDatabase } from './seedDatabase';

// Where it is close, more often.
const rounds: Readonly<Record<ReaderId, number>> = {
  catalog: 7,
  connector: 7,
  pgStructure: 3,
  reflection: 1,
};

const ids = Object.keys(readers) as ReaderId[];

type Measurement = Reading & Cost & { readonly share: number };

type Measured = Readonly<Record<ReaderId, readonly Measurement[]>>;

/**
 * Reading the structure of 10,000 tables: this connector beside the raw catalog
 * queries and two other ways. They take turns, each time in a new process.
 *
 * @returns whether every target was met.
 */
export async function benchExtract(
  serverUrl: string,
  say: (text: string) => void,
): Promise<boolean> {
  const databaseUrl = await seedDatabase(serverUrl, say);
  const measured = await measureInTurns(databaseUrl, say);
  const [{ tables, columns, foreignKeys }] = measured.connector;
  say(
    `\n${tables} tables and views, ${columns} columns, ${foreignKeys} foreign keys; medians:\n`,
  );
  say(formatTable(tableRows(measured)));
  say(
    `* extrapolated from ${measured.reflection[0].tables} tables, evenly spread\n`,
  );
  const verdicts = judge(measured);
  verdicts.forEach(verdict => say(formatVerdict(verdict)));
  return verdicts.every(verdict => verdict.met);
}

async function measureInTurns(
  databaseUrl: string,
  say: (text: string) => void,
): Promise<Measured> {
  const measure = await prepareMeasure<ReaderId, Reading>({
    catalog: './readers/catalogReader',
    connector: './readers/connectorReader',
    pgStructure: './readers/pgStructureReader',
    reflection: './readers/reflectionReader',
  });
  const measured: Record<ReaderId, Measurement[]> = {
    catalog: [],
    connector: [],
    pgStructure: [],
    reflection: [],
  };
  for (let round = 0; round < Math.max(...Object.values(rounds)); round += 1) {
    for (const id of ids.filter(it => round < rounds[it])) {
      const measurement = extrapolated(await measure(id, databaseUrl));
      measured[id].push(measurement);
      say(`${id} ${formatSeconds(measurement.wallMs)}`);
    }
  }
  return measured;
}

/** Times of a part, as if all had been read. */
function extrapolated({ share = 1, ...read }: Reading & Cost): Measurement {
  return {
    ...read,
    share,
    wallMs: read.wallMs / share,
    cpuMs: read.cpuMs / share,
  };
}

const wallOf = (measurements: readonly Measurement[]) =>
  median(measurements.map(it => it.wallMs));

const peakOf = (measurements: readonly Measurement[]) =>
  Math.max(...measurements.map(it => it.peakBytes)) / 1e6;

function tableRows(measured: Measured): string[][] {
  const rows = [['', 'wall', 'CPU', 'peak MB', 'wall / raw', 'rounds']];
  for (const id of ids) {
    const measurements = measured[id];
    const title = readers[id];
    rows.push([
      measurements[0].share < 1 ? `${title} *` : title,
      formatSeconds(wallOf(measurements)),
      formatSeconds(median(measurements.map(it => it.cpuMs))),
      peakOf(measurements).toFixed(0),
      (wallOf(measurements) / wallOf(measured.catalog)).toFixed(2),
      String(measurements.length),
    ]);
  }
  return rows;
}

function judge(measured: Measured): Verdict[] {
  const ours = wallOf(measured.connector);
  const asSlowAsRaw = ours / wallOf(measured.catalog);
  const fasterThan = (id: ReaderId, times: number): Verdict => {
    const found = wallOf(measured[id]) / ours;
    return {
      target: `at least ${times}× faster than ${readers[id]}`,
      found: `${found.toFixed(1)}×`,
      met: found >= times,
    };
  };
  const peak = peakOf(measured.connector);
  return [
    {
      target: 'at most 1.5× the raw catalog queries',
      found: `${asSlowAsRaw.toFixed(2)}×`,
      met: asSlowAsRaw <= 1.5,
    },
    fasterThan('pgStructure', 2.5),
    fasterThan('reflection', 10),
    {
      target: 'less than 250 MB at the peak',
      found: `${peak.toFixed(0)} MB`,
      met: peak < 250,
    },
  ];
}
