import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import type { Run } from '@backstage-connector/plugin-connector-common';
import type { Knex } from 'knex';
import { beginAttempt } from '../attempts';
import { toRun, type RunPhase } from '../runRows';
import type { DbRunRow } from '../tables';
import { readQueue } from './readQueue';

export interface RunClaim {
  readonly run: Run;
  readonly phase: RunPhase;
  readonly ticket: string;
  /** The run was held by a worker that died. */
  readonly takenOver: boolean;
}

/** What a worker says when it looks for a run. */
export interface ClaimOptions {
  readonly ticket: string;
  readonly leaseMs: number;
  /** The longest that a run waits for its next attempt. */
  readonly maxDelayMs: number;
  /** How many runs of a technology there may be at a time, if there is a limit. */
  readonly limits: Readonly<Record<string, number>>;
}

/** When others were faster with all that was seen, there may still be more. */
const LOOKS = 5;

/**
 * Takes the next run of the queue, or one whose holder's last sign of life is
 * older than the lease. The conditional update decides between workers, on every
 * engine: of those who saw the same row, one changes it. So does the unique
 * index on the places of a technology that has a limit.
 */
export async function claimRun(
  knex: Knex,
  options: ClaimOptions & { now: Date },
): Promise<RunClaim | undefined> {
  for (let look = 0; look < LOOKS; look++) {
    const places = await readPlaces(knex, options.limits);
    const rows = await readQueue(knex, {
      ...options,
      full: [...places].filter(([, it]) => it.length === 0).map(([id]) => id),
    });
    for (const row of rows) {
      const claim = await take(knex, row, {
        ...options,
        free: places.get(row.technology),
      });
      if (claim) {
        return claim;
      }
    }
    if (rows.length === 0) {
      break;
    }
  }
  return undefined;
}

/** The free places of each technology that has a limit. */
async function readPlaces(
  knex: Knex,
  limits: ClaimOptions['limits'],
): Promise<Map<string, number[]>> {
  const limited = Object.entries(limits);
  if (limited.length === 0) {
    return new Map();
  }
  const running: Pick<DbRunRow, 'technology' | 'slot'>[] = await knex<DbRunRow>(
    'runs',
  )
    .select('technology', 'slot')
    .where({ state: 'running' })
    .whereIn(
      'technology',
      limited.map(([technology]) => technology),
    );
  return new Map(
    limited.map(([technology, limit]) => {
      const here = running.filter(row => row.technology === technology);
      const taken = new Set(here.map(row => row.slot));
      const free = Array.from({ length: limit }, (_, slot) => slot).filter(
        slot => !taken.has(slot),
      );
      // More may run than the limit says: it was lowered, or set, meanwhile.
      return [technology, free.slice(0, Math.max(0, limit - here.length))];
    }),
  );
}

async function take(
  knex: Knex,
  row: DbRunRow,
  options: {
    ticket: string;
    now: Date;
    /** Undefined: the technology has no limit. */
    free: readonly number[] | undefined;
  },
): Promise<RunClaim | undefined> {
  const { ticket, free } = options;
  const takenOver = row.state === 'running';
  // A run that is taken over goes on in the place that it has.
  const slot = takenOver ? row.slot : free?.[0] ?? null;
  if (free && !takenOver && slot === null) {
    return undefined;
  }
  const at = options.now.toISOString();
  const number = row.attempt + 1;
  const attempts = beginAttempt(JSON.parse(row.attempts), {
    number,
    at,
    lastSign: row.heartbeat_at,
  });
  const changed: Partial<DbRunRow> = {
    state: 'running',
    ticket,
    slot,
    heartbeat_at: at,
    started_at: row.started_at ?? at,
    not_before: null,
    attempt: number,
    attempts: JSON.stringify(attempts),
  };
  try {
    const claimed = await knex<DbRunRow>('runs')
      .where({ id: row.id, state: row.state, ticket: row.ticket })
      .where({ attempt: row.attempt })
      .update(changed);
    return claimed === 1
      ? {
          run: toRun({ ...row, ...changed }),
          phase: row.phase,
          ticket,
          takenOver,
        }
      : undefined;
  } catch (error) {
    if (isDatabaseConflictError(error)) {
      return undefined;
    }
    throw error;
  }
}
