import type {
  ReasonCode,
  RunReport,
} from '@backstage-connector/plugin-connector-common';

/**
 * How a run ends that was not stopped and did not fail: needs a review when
 * removals are held (OC-53), partial when something was left out or refused.
 */
export function finalState(
  report: RunReport,
): 'succeeded' | 'partial' | 'needs-review' {
  const found = (code: ReasonCode) =>
    report.findings.some(finding => finding.code === code);
  if (found('absence.held')) {
    return 'needs-review';
  }
  const { reject, skip } = report.byAction;
  return reject > 0 ||
    skip > 0 ||
    found('absence.incomplete') ||
    found('delivery.contested') ||
    found('schema.refused-by-catalog') ||
    found('delivery.contested')
    ? 'partial'
    : 'succeeded';
}
