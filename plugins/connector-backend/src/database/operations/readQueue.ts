import type { Knex } from 'knex';
import type { DbRunRow } from '../tables';

export interface QueueLook {
  readonly now: Date;
  readonly leaseMs: number;
  /** The longest that a run waits for its next attempt. */
  readonly maxDelayMs: number;
  /** Technologies that have no place left. */
  readonly full: readonly string[];
}

/** A scheduled run lets those go first that people wait for, but not for ever. */
const PATIENCE_MS = 10 * 60_000;
/** Workers that look at once find one each. */
const HEADS = 5;
const CANDIDATES = 10;

/**
 * The runs to take next, in order: first those whose worker died, then those that
 * people wait for, then scheduled ones. Whoever asked for a run is served in
 * turn, and so is each technology of theirs: many runs of one wait behind the
 * first of the others. Reads what waits and the ends of two indexes, no history.
 */
export async function readQueue(
  knex: Knex,
  look: QueueLook,
): Promise<DbRunRow[]> {
  const { full } = look;
  const shifted = (ms: number) =>
    new Date(look.now.getTime() + ms).toISOString();
  const columns = ['id', 'technology', 'requested_by', 'queued_at'];
  const queued = knex<DbRunRow>('runs')
    .select(
      ...columns,
      knex.raw('case when ?? in (?, ?) or ?? < ? then 1 else 2 end as class', [
        'trigger',
        'manual',
        'api',
        'queued_at',
        shifted(-PATIENCE_MS),
      ]),
    )
    .where({ state: 'queued' })
    .whereNotIn('technology', full)
    .where(ready =>
      ready
        .whereNull('not_before')
        .orWhere('not_before', '<=', shifted(0))
        // Nothing waits for so long: the clock has gone back. The clocks of
        // processes differ a little, as they may for the lease.
        .orWhere('not_before', '>', shifted(look.maxDelayMs + look.leaseMs)),
    );
  const lost = knex<DbRunRow>('runs')
    .select(...columns, knex.raw('0 as class'))
    .where({ state: 'running' })
    .where(dead =>
      dead
        .where('heartbeat_at', '<', shifted(-look.leaseMs))
        .orWhere('heartbeat_at', '>', shifted(look.leaseMs)),
    );
  const lastStart = (column: 'requested_by' | 'technology') =>
    knex<DbRunRow>('runs')
      .max('started_at')
      .whereRaw('?? = ??', [`runs.${column}`, `places.${column}`]);
  return knex
    .with('waiting', queued.unionAll(lost))
    .with(
      'places',
      knex('waiting').select(
        'waiting.*',
        knex.raw(
          'row_number() over (partition by class, requested_by, technology order by queued_at, id) as place',
        ),
      ),
    )
    .with(
      'heads',
      knex('places')
        .select('id', 'class', {
          requester_served: lastStart('requested_by'),
          technology_served: lastStart('technology'),
        })
        .where('place', '<=', HEADS),
    )
    .from('heads')
    .join('runs', 'runs.id', 'heads.id')
    .select('runs.*')
    .orderByRaw(
      "class, coalesce(requester_served, ''), coalesce(technology_served, ''), runs.queued_at, runs.id",
    )
    .limit(CANDIDATES);
}
