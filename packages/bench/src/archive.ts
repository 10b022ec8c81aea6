import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COUNT, entityAt } from './archives/entities';
import type { Objects } from './archives/types';
import { prepareMeasure, type Cost } from './measure';
import {
  formatSeconds,
  formatTable,
  formatVerdict,
  median,
  type Verdict,
} from './report';

const ROUNDS = 5;
const MOST_TIMES = 3;
const MOST_MEGABYTES = 400;

/** In the order in which they are run: reading needs what was written. */
const tasks = {
  floorWrite: './archives/floorWrite',
  write: './archives/write',
  floorRead: './archives/floorRead',
  read: './archives/read',
  plan: './archives/plan',
};

/** Leaves what the plan starts from. */
const store = './archives/store';

type TaskId = keyof typeof tasks;

const titles: Readonly<Record<TaskId, string>> = {
  floorWrite: 'JSON + SHA-256 + gzip',
  write: 'write an archive',
  floorRead: 'gunzip + SHA-256 + JSON',
  read: 'read an archive',
  plan: 'plan an import',
};

/** What each is compared with. */
const floors: Readonly<Record<'write' | 'read' | 'plan', TaskId>> = {
  write: 'floorWrite',
  read: 'floorRead',
  plan: 'floorRead',
};

type Measured = Readonly<Record<TaskId, readonly Cost[]>>;

/**
 * 100,000 objects of 2 KB: writing, reading and planning them beside what no format
 * can do without. They take turns, each time in a new process.
 *
 * @returns whether every target was met.
 */
export async function benchArchive(
  _serverUrl: string,
  say: (text: string) => void,
): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-archive-'));
  try {
    const measured = await measureInTurns(folder, say);
    const { size } = await stat(join(folder, 'archive.zip'));
    const bytes = JSON.stringify(entityAt(COUNT / 2)).length;
    say(
      `\n${COUNT} entities of ${bytes} bytes; the archive has ${(
        size / 1e6
      ).toFixed(0)} MB; medians of ${ROUNDS}:\n`,
    );
    say(formatTable(tableRows(measured)));
    const verdicts = judge(measured);
    verdicts.forEach(verdict => say(formatVerdict(verdict)));
    return verdicts.every(verdict => verdict.met);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measureInTurns(
  folder: string,
  say: (text: string) => void,
): Promise<Measured> {
  const measure = await prepareMeasure<TaskId | 'store', Objects>({
    ...tasks,
    store,
  });
  const measured: Record<TaskId, Cost[]> = {
    floorWrite: [],
    write: [],
    floorRead: [],
    read: [],
    plan: [],
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const id of Object.keys(tasks) as TaskId[]) {
      if (id === 'plan' && round === 0) {
        await measure('store', folder);
      }
      const { objects, ...cost } = await measure(id, folder);
      if (objects !== COUNT) {
        throw new Error(`${titles[id]}: ${objects} of ${COUNT} objects`);
      }
      measured[id].push(cost);
      say(`${titles[id]} ${formatSeconds(cost.wallMs)}`);
    }
  }
  return measured;
}

const wallOf = (costs: readonly Cost[]) => median(costs.map(it => it.wallMs));

const peakOf = (costs: readonly Cost[]) =>
  Math.max(...costs.map(it => it.peakBytes)) / 1e6;

function timesOf(id: keyof typeof floors, measured: Measured): number {
  return wallOf(measured[id]) / wallOf(measured[floors[id]]);
}

function tableRows(measured: Measured): string[][] {
  const rows = [['', 'wall', 'CPU', 'peak MB', 'wall / floor']];
  for (const id of Object.keys(tasks) as TaskId[]) {
    const costs = measured[id];
    rows.push([
      titles[id],
      formatSeconds(wallOf(costs)),
      formatSeconds(median(costs.map(it => it.cpuMs))),
      peakOf(costs).toFixed(0),
      id in floors
        ? timesOf(id as keyof typeof floors, measured).toFixed(2)
        : '',
    ]);
  }
  return rows;
}

function judge(measured: Measured): Verdict[] {
  return (Object.keys(floors) as (keyof typeof floors)[]).flatMap(id => {
    const times = timesOf(id, measured);
    const peak = peakOf(measured[id]);
    return [
      {
        target: `${titles[id]}: at most ${MOST_TIMES}× "${titles[floors[id]]}"`,
        found: `${times.toFixed(2)}×`,
        met: times <= MOST_TIMES,
      },
      {
        target: `${titles[id]}: less than ${MOST_MEGABYTES} MB at the peak`,
        found: `${peak.toFixed(0)} MB`,
        met: peak < MOST_MEGABYTES,
      },
    ];
  });
}
