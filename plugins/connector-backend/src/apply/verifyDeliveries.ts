import {
  findingOf,
  type DeliveryProgress,
  type Finding,
} from '@backstage-connector/plugin-connector-common';
import type { DatabaseObjectStore } from '../database/DatabaseObjectStore';
import type { CatalogGateway } from './CatalogGateway';

const SAMPLES = 10;

/**
 * Looks at what the catalog shows now, and notes in the ledger what has become
 * visible as it was sent.
 */
export async function verifyDeliveries(options: {
  runId: string;
  connectionId: string;
  objects: DatabaseObjectStore;
  gateway: CatalogGateway;
  delivery: DeliveryProgress;
  signal: AbortSignal;
}): Promise<{ delivery: DeliveryProgress; invisible: readonly string[] }> {
  const { runId, connectionId, objects, gateway, delivery, signal } = options;
  const awaited = await objects.invisibleOfRun(runId);
  if (awaited.length === 0) {
    return {
      delivery: { ...delivery, visible: delivery.sent, settled: true },
      invisible: [],
    };
  }
  const shown = await gateway.visible(connectionId, { signal });
  const isShown = (it: { uid: string; deliveredHash: string }) =>
    shown.get(it.uid) === it.deliveredHash;
  const visible = awaited.filter(isShown).map(it => it.uid);
  await objects.markVisible(visible);
  const invisible = awaited.filter(it => !isShown(it)).map(it => it.ref);
  return {
    delivery: {
      ...delivery,
      visible: Math.max(0, delivery.sent - invisible.length),
      settled: invisible.length === 0,
    },
    invisible,
  };
}

/**
 * Explains what has not become visible when nothing has moved for too long: held
 * by someone else, or stuck in the catalog.
 */
export async function explainInvisible(options: {
  connectionId: string;
  invisible: readonly string[];
  gateway: CatalogGateway;
  signal: AbortSignal;
}): Promise<{ contested: number; findings: Finding[] }> {
  const { connectionId, invisible, gateway, signal } = options;
  const holders = await gateway.holders(invisible, { signal });
  const contested = invisible.flatMap(ref => {
    const holder = holders.get(ref);
    return holder && holder.connectionId !== connectionId
      ? [{ ref, manager: holder.manager }]
      : [];
  });
  const contestedRefs = new Set(contested.map(it => it.ref));
  const stuck = invisible.filter(ref => !contestedRefs.has(ref));
  const findings = contested
    .slice(0, SAMPLES)
    .map(facts => findingOf('delivery.contested', facts));
  if (stuck.length > 0) {
    findings.push(
      findingOf(
        'delivery.invisible',
        { count: String(stuck.length) },
        { count: stuck.length, samples: stuck.slice(0, SAMPLES) },
      ),
    );
  }
  return { contested: contested.length, findings };
}
