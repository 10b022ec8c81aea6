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
  return found(report, 'absence.held') ? 'needs-review' : endState(report);
}

/** The same, whether or not removals are held. */
export function endState(report: RunReport): 'succeeded' | 'partial' {
  const { reject, skip } = report.byAction;
  return reject > 0 ||
    skip > 0 ||
    found(report, 'absence.incomplete') ||
    found(report, 'delivery.contested') ||
    found(report, 'schema.refused-by-catalog')
    ? 'partial'
    : 'succeeded';
}

function found(report: RunReport, code: ReasonCode): boolean {
  return report.findings.some(finding => finding.code === code);
}
