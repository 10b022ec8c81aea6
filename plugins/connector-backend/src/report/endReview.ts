import {
  findingOf,
  type ReasonCode,
  type RunReport,
} from '@backstage-connector/plugin-connector-common';
import { endState } from './finalState';

/** Why a review is over: a person has answered, or a newer import has planned. */
export type ReviewEnd = 'applied' | 'dismissed' | 'superseded';

/** With what is let go, all is sent that the catalog does not have. */
const SENT_AGAIN: ReadonlySet<string> = new Set<ReasonCode>([
  'delivery.contested',
  'delivery.invisible',
  'schema.refused-by-catalog',
]);

/** What a run whose removals were held says, and is, when they wait no longer. */
export function endReview(
  before: RunReport,
  end: ReviewEnd,
): { report: RunReport; state: 'succeeded' | 'partial' } {
  const findings = before.findings.flatMap(finding => {
    if (end === 'applied') {
      const over = finding.code === 'absence.held';
      return over || SENT_AGAIN.has(finding.code) ? [] : [finding];
    }
    if (finding.code !== 'absence.held') {
      return [finding];
    }
    const { count = 0 } = finding;
    return [findingOf(`absence.${end}`, { count: `${count}` }, { count })];
  });
  const report = { ...before, findings };
  return { report, state: endState(report) };
}
