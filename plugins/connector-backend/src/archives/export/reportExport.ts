import type {
  ArchivedConnection,
  ExportReport,
  OmittedReference,
} from '@backstage-connector/plugin-connector-common';
import type { Collection } from './types';

/** So much of a report is told; the archive itself has everything. */
const SHOWN = 1_000;

/** What an export holds, or would hold (AR-3). */
export function reportExport(
  { objects, failures }: Collection,
  options: {
    omitted: Iterable<OmittedReference>;
    /** What has left the catalog since it was collected. */
    lost?: ReadonlyMap<string, string>;
    connections: readonly ArchivedConnection[];
  },
): ExportReport {
  const { omitted, lost = new Map<string, string>(), connections } = options;
  const kept = objects.filter(({ ref }) => !lost.has(ref));
  const byKind = new Map<string, number>();
  for (const { kind } of kept) {
    byKind.set(kind, (byKind.get(kind) ?? 0) + 1);
  }
  const shown: OmittedReference[] = [];
  let omittedTotal = 0;
  for (const reference of omitted) {
    omittedTotal += 1;
    if (shown.length < SHOWN) {
      shown.push(reference);
    }
  }
  return {
    objects: kept.length,
    byKind: Object.fromEntries([...byKind].sort()),
    items: kept
      .slice(0, SHOWN)
      .map(({ owners: _, references: __, ...item }) => item),
    omitted: shown,
    omittedTotal,
    failures: [
      ...failures,
      ...[...lost].map(([ref, error]) => ({ ref, error })),
    ],
    ...(connections.length > 0 && {
      connections: connections.map(
        ({ parameters: _, scope: __, options: ___, schedule: ____, ...told }) =>
          told,
      ),
    }),
  };
}
