import {
  findingOf,
  reasons,
  type Finding,
} from '@backstage-connector/plugin-connector-common';
import type { Answered } from './rule';
import type { ArchivePolicy, ArchiveVerdicts } from './types';

/** Counts of what the rules say, and whether it may be applied. */
export function summarizeAnswers(
  answers: readonly Answered[],
  { strict }: Pick<ArchivePolicy, 'strict'>,
): Omit<ArchiveVerdicts, 'verdicts'> {
  const byAction = { create: 0, replace: 0, ignore: 0, reject: 0, skip: 0 };
  const byReason: Record<string, number> = {};
  const byRule: Record<string, number> = {};
  for (const { rule } of answers) {
    byAction[rule.action] += 1;
    byReason[rule.reason] = (byReason[rule.reason] ?? 0) + 1;
    byRule[rule.id] = (byRule[rule.id] ?? 0) + 1;
  }
  const forbidden = strict ? lackOfPermission(answers) : [];
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
function lackOfPermission(answers: readonly Answered[]): Finding[] {
  const samples = answers
    .filter(({ rule }) => reasons[rule.reason].area === 'permission')
    .map(({ subject }) => subject.object.ref)
    .sort();
  const count = samples.length;
  return count === 0
    ? []
    : [
        findingOf(
          'permission.strict',
          { count: `${count}` },
          { count, samples },
        ),
      ];
}
