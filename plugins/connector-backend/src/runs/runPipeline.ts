import type {
  DeliveryProgress,
  RunReport,
  RunState,
} from '@backstage-connector/plugin-connector-common';
import { applyPlan } from '../apply/applyPlan';
import { deliver } from '../apply/deliver';
import { endReview, finalState, withRefusals } from '../report';
import { isOfArchive, logOutcomes, takingBack } from './archiveRun';
import { planRun } from './planRun';
import type { RunContext } from './RunContext';

export interface RunOutcome {
  readonly state: RunState;
  readonly report: RunReport;
  readonly delivery?: DeliveryProgress;
}

/**
 * The order of the stages. A preview is an import that stops before apply. A run
 * that is taken up again after its plan was saved goes on with applying it; one
 * whose removals were let go by a person applies just those. Archives enter here
 * with a plan that was made before the run.
 */
export async function runPipeline(context: RunContext): Promise<RunOutcome> {
  const { claim, objects } = context;
  const { kind, report: earlier } = claim.run;
  if (claim.phase === 'plan' || !earlier) {
    const plan = await planRun(context);
    if (kind === 'preview') {
      return { state: finalState(plan.report), report: plan.report };
    }
    await objects.markUndelivered(plan.lost);
    await objects.setSourceHashes(plan.sourceHashes);
    await objects.setMissedRuns(plan.missedRuns, claim.run.id);
    await context.planned(plan.report);
    return applyAndDeliver(context, plan.report);
  }
  return isOfArchive(context)
    ? takingBack(context, (own, sending) =>
        applyAndDeliver(own, earlier, sending),
      )
    : applyAndDeliver(context, earlier);
}

async function applyAndDeliver(
  context: RunContext,
  planned: RunReport,
  sending?: AbortSignal,
): Promise<RunOutcome> {
  const { claim, clock, gateway, log, objects, signal } = context;
  const { id: runId, connectionId } = claim.run;
  const held = claim.phase === 'review';
  log.stage = 'apply';
  clock.start('apply');
  await applyPlan({
    runId,
    connectionId,
    decisions: context.decisions,
    objects,
    held,
    signal,
    ...(isOfArchive(context) && {
      onApplied: batch => logOutcomes(context, batch),
    }),
    onProgress: done => clock.progress('apply', done),
  });
  const begun = beginDelivery(
    claim.run.delivery,
    await objects.countPending(connectionId),
  );
  await context.delivering(begun);
  const { sent, refused } = await deliver({
    connectionId,
    runId,
    objects,
    gateway,
    signal,
    sending,
    onProgress: done => context.onDelivery(withSent(begun, done)),
  });
  clock.end('apply');
  log.add('info', 'Sent to the catalog', { sent, refused: refused.length });
  const decided = held ? endReview(planned, 'applied').report : planned;
  const report = withRefusals(
    { ...decided, durationsMs: clock.durationsMs },
    refused,
  );
  const delivery = withSent(begun, sent);
  return {
    state: finalState(report),
    report,
    delivery: { ...delivery, settled: delivery.sent === 0 },
  };
}

/**
 * What a run has to deliver, and has sent already: by an earlier attempt, or
 * before a person let go what it held. What it sent last may not have been
 * written down, but it is pending no more.
 */
function beginDelivery(
  earlier: DeliveryProgress | undefined,
  pending: number,
): DeliveryProgress {
  const planned = Math.max(
    earlier?.planned ?? 0,
    (earlier?.sent ?? 0) + pending,
  );
  return {
    planned,
    sent: planned - pending,
    visible: earlier?.visible ?? 0,
    contested: 0,
    settled: false,
  };
}

function withSent(begun: DeliveryProgress, sent: number): DeliveryProgress {
  return { ...begun, sent: begun.sent + sent };
}
