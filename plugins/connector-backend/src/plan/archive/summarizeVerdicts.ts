import {
  findingOf,
  reasons,
  type Finding,
} from '@backstage-connector/plugin-connector-common';
import type {
  ArchivedObject,
  ArchivePolicy,
  ArchiveVerdicts,
  Verdict,
} from './types';

/** Counts of verdicts, and whether they may be applied. */
export function summarizeVerdicts(
  verdicts: readonly Verdict[],
  objects: readonly ArchivedObject[],
  { strict }: Pick<ArchivePolicy, 'strict'>,
): Omit<ArchiveVerdicts, 'verdicts'> {
  const byAction = { create: 0, replace: 0, ignore: 0, reject: 0, skip: 0 };
  const byReason: Record<string, number> = {};
  const byRule: Record<string, number> = {};
  for (const { action, reason, rule } of verdicts) {
    byAction[action] += 1;
    byReason[reason] = (byReason[reason] ?? 0) + 1;
    byRule[rule] = (byRule[rule] ?? 0) + 1;
  }
  const forbidden = strict ? lackOfPermission(verdicts, objects) : [];
  return {
    byAction,
    byReason,
    byRule,
    findings: forbidden,
    applicable:
      forbidden.length === 0 && byAction.create + byAction.replace > 0,
  };
}

/** AR-26: with the option strict a single missing permission is too many. */
function lackOfPermission(
  verdicts: readonly Verdict[],
  objects: readonly ArchivedObject[],
): Finding[] {
  const lacking = new Set(
    verdicts
      .filter(({ reason }) => reasons[reason].area === 'permission')
      .map(({ seq }) => seq),
  );
  if (lacking.size === 0) {
    return [];
  }
  const samples = objects
    .filter(({ seq }) => lacking.has(seq))
    .map(({ ref }) => ref)
    .sort();
  const count = lacking.size;
  return [
    findingOf('permission.strict', { count: `${count}` }, { count, samples }),
  ];
}
