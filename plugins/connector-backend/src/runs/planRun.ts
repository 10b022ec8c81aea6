import {
  findingOf,
  type RunReport,
} from '@backstage-connector/plugin-connector-common';
import type { ConnectorContext } from '@backstage-connector/plugin-connector-node';
import { createRedactor } from '../connections/redact';
import { extractAssets } from '../extract/extractAssets';
import { openSession } from '../extract/openSession';
import { createMapper } from '../map';
import { createRunSummary } from '../report';
import { NamedOwners } from './NamedOwners';
import { basisOf, readBasis, type RunKnowledge } from './readBasis';
import type { RunContext } from './RunContext';
import { RunPlanner } from './RunPlanner';
import { findLostDeliveries } from './lostDeliveries';

/** How many assets are mapped and decided at a time. */
const BATCH = 500;

export interface RunPlan {
  readonly report: RunReport;
  /** Objects the catalog has lost: to be delivered again. */
  readonly lost: readonly string[];
  readonly sourceHashes: ReadonlyMap<string, string>;
  readonly missedRuns: ReadonlyMap<string, number>;
}

/**
 * Extract, map and plan: reads the source once, as a stream, and stores what is
 * decided. Nothing outside the run is changed. A failed or incomplete read
 * throws; then nothing is decided about absent objects.
 */
export async function planRun(context: RunContext): Promise<RunPlan> {
  const { claim, clock, decisions, log, objects, signal } = context;
  const { id: runId, connectionId } = claim.run;
  const connection = await context.connections.runnable(connectionId);
  const { connector, config, secrets } = await context.connections.open(
    connectionId,
  );
  log.redactWith(createRedactor(secrets));
  // It may have been edited since the run was asked for; this is what counts.
  await context.reading(connection.settings);
  await decisions.clear(runId);

  const ledger = new Map(
    (await objects.ofSource(connectionId)).map(it => [
      it.uid,
      // An earlier attempt of this run may have counted already.
      it.missedIn === runId ? { ...it, missedRuns: it.missedRuns - 1 } : it,
    ]),
  );
  const knowledge = {
    connectionId,
    ledger,
    taken: new Map(),
  } satisfies RunKnowledge;
  const owners = new NamedOwners(context);
  const summary = createRunSummary();
  let lastSeq = 0;
  const planner = new RunPlanner({
    mapper: createMapper({
      connection,
      technology: connector.technology,
      options: connection.options,
      fallbackOwner: connection.updatedBy,
      knownOwners: owners.known,
    }),
    policy: connection.options,
    attended: claim.run.trigger === 'manual',
    ledger,
    taken: knowledge.taken,
    summary,
    askOwners: named => owners.ask(named),
    basisOfChanged: changed =>
      readBasis({
        ...context,
        knowledge,
        changed,
        connectionName: id => context.connections.nameOf(id),
      }),
    basisOfUnseen: async unseen =>
      basisOf(knowledge, await objects.entities(unseen.map(it => it.uid))),
    store: async planned => {
      lastSeq = await decisions.append(runId, lastSeq, planned);
    },
  });

  const lost = findLostDeliveries(context, [...ledger.values()]);
  const connectorContext: ConnectorContext = {
    signal,
    log: (level, message, facts) => log.add(level, message, facts),
    progress: (done, total) => clock.progress('extract', done, total),
  };
  log.stage = 'extract';
  clock.start('extract');
  clock.start('map');
  clock.start('plan');
  log.add('info', 'Reading the source', { technology: claim.run.technology });
  await planner.addSource();
  let planned = 0;
  await openSession(connector, config, connectorContext, async session => {
    const batches = extractAssets({
      connector,
      session,
      context: connectorContext,
      batchSize: BATCH,
    });
    for await (const batch of batches) {
      await planner.add(batch);
      planned += batch.length;
      clock.progress('extract', planned);
      clock.progress('map', planned);
      clock.progress('plan', planned);
    }
  });
  clock.end('extract');
  clock.end('map');
  log.add('info', 'Read the source completely', { assets: planned });

  log.stage = 'plan';
  await planner.finish();
  clock.end('plan');
  const lostUids = await lost;
  signal.throwIfAborted();
  if (lostUids.length > 0) {
    summary.addFinding(
      findingOf(
        'delivery.missing',
        { count: String(lostUids.length) },
        { count: lostUids.length },
      ),
    );
  }
  const unknownOwners = owners.finding();
  if (unknownOwners) {
    summary.addFinding(unknownOwners);
  }
  const report = summary.build(clock.durationsMs);
  log.add('info', 'Planned', { ...report.byAction });
  const { sourceHashes, missedRuns } = planner;
  return { report, lost: lostUids, sourceHashes, missedRuns };
}
