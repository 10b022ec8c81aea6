import {
  findingOf,
  type Finding,
  type RunReport,
} from '@backstage-connector/plugin-connector-common';

interface Refusal {
  readonly ref: string;
  readonly error: string;
  /** Who holds the reference, when that is why. */
  readonly holder?: string;
}

const SAMPLES = 10;

/** The report with what the catalog refused when it was sent. */
export function withRefusals(
  report: RunReport,
  refused: readonly Refusal[],
): RunReport {
  const findings = [
    ...contested(refused.filter(it => it.holder !== undefined)),
    ...invalid(refused.filter(it => it.holder === undefined)),
  ];
  return findings.length === 0
    ? report
    : { ...report, findings: [...report.findings, ...findings] };
}

function contested(refused: readonly Refusal[]): Finding[] {
  return refused
    .slice(0, SAMPLES)
    .map(({ ref, holder = '' }) =>
      findingOf('delivery.contested', { ref, manager: holder }),
    );
}

function invalid(refused: readonly Refusal[]): Finding[] {
  const [first] = refused;
  return first
    ? [
        findingOf(
          'schema.refused-by-catalog',
          { error: first.error },
          {
            count: refused.length,
            samples: refused
              .slice(0, SAMPLES)
              .map(({ ref, error }) => `${ref}: ${error}`),
          },
        ),
      ]
    : [];
}
