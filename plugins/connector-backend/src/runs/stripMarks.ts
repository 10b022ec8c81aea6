import type {
  RunMark,
  RunState,
} from '@backstage-connector/plugin-connector-common';
import type { MarkedRun } from '../database/operations/runMarks';

/** As many marks as a strip can show side by side. */
const SLOTS = 120;

/** What most wants attention stands last. */
const attention: Readonly<Record<RunState, number>> = {
  succeeded: 0,
  cancelled: 1,
  queued: 2,
  running: 3,
  partial: 4,
  'needs-review': 5,
  failed: 6,
};

/**
 * The marks for the runs of one connection, oldest first. Runs that fall into
 * the same slot of the time share a mark: none is hidden behind another.
 */
export function stripMarks(
  runs: readonly MarkedRun[],
  time: { from: string; to: string },
): RunMark[] {
  const start = Date.parse(time.from);
  const slotMs = Math.max(1, (Date.parse(time.to) - start) / SLOTS);
  const slots = new Map<number, MarkedRun[]>();
  for (const run of runs) {
    const slot = Math.floor((Date.parse(run.queuedAt) - start) / slotMs);
    slots.set(slot, [...(slots.get(slot) ?? []), run]);
  }
  return [...slots.entries()]
    .sort(([one], [other]) => one - other)
    .map(([, shared]) => markOf(shared));
}

function markOf(shared: readonly MarkedRun[]): RunMark {
  const shown = shared.reduce((worst, run) => {
    const more = attention[run.state] - attention[worst.state];
    const newer = run.queuedAt > worst.queuedAt;
    return more > 0 || (more === 0 && newer) ? run : worst;
  });
  return {
    runId: shown.id,
    kind: shown.kind,
    state: shown.state,
    at: shown.queuedAt,
    runs: shared.length,
  };
}
