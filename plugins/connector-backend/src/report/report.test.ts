import {
  findingOf,
  runReportSchema,
  type Action,
  type Asset,
  type ReasonCode,
} from '@backstage-connector/plugin-connector-common';
import { createRunSummary, endReview, finalState, withRefusals } from '.';

const base = { urn: 'urn:a', name: 'a', path: ['a'] };
const assets: Asset[] = [
  { ...base, kind: 'database' },
  { ...base, kind: 'not-observed', reason: 'permission denied' },
  ...(['table', 'view', 'view'] as const).map(
    (relationType): Asset => ({
      ...base,
      kind: 'table',
      parent: 'urn:p',
      relationType,
      structure: {
        columns: [],
        uniqueConstraints: [],
        checks: [],
        foreignKeys: [],
        indexes: [],
      },
    }),
  ),
];

const reportOf = (
  decisions: readonly (readonly [Action, ReasonCode])[],
  ...findings: ReasonCode[]
) => {
  const summary = createRunSummary();
  for (const [action, reason] of decisions) {
    summary.addDecision(action, reason);
  }
  for (const code of findings) {
    summary.addFinding(findingOf(code, {}));
  }
  return summary.build({});
};

describe('createRunSummary', () => {
  it('counts assets, actions and reasons', () => {
    const summary = createRunSummary();
    assets.forEach(summary.addAsset);
    summary.addDecision('create', 'identity.new');
    summary.addDecision('create', 'identity.new');
    summary.addDecision('ignore', 'identity.unchanged');
    summary.addFinding(findingOf('delivery.missing', { count: '3' }));
    const report = runReportSchema.parse(summary.build({ extract: 5 }));
    expect(report).toMatchObject({
      assets: { database: 1, table: 1, view: 2, 'not-observed': 1 },
      byAction: { create: 2, ignore: 1, remove: 0 },
      byReason: { 'identity.new': 2, 'identity.unchanged': 1 },
      findings: [{ code: 'delivery.missing', severity: 'warning' }],
      durationsMs: { extract: 5 },
    });
  });

  it('gives a report that no longer changes', () => {
    const summary = createRunSummary();
    const report = summary.build({});
    summary.addDecision('create', 'identity.new');
    summary.addFinding(findingOf('delivery.missing', {}));
    expect(report.byAction.create).toBe(0);
    expect(report.findings).toEqual([]);
  });
});

describe('finalState', () => {
  it.each([
    ['succeeded', reportOf([])],
    [
      'succeeded',
      reportOf([
        ['create', 'identity.new'],
        ['flag', 'absence.flagged'],
        ['ignore', 'absence.out-of-scope'],
      ]),
    ],
    ['succeeded', reportOf([], 'delivery.missing')],
    ['partial', reportOf([['reject', 'conflict.managed-elsewhere']])],
    ['partial', reportOf([['skip', 'absence.not-observed']])],
    ['partial', reportOf([], 'absence.incomplete')],
    ['partial', reportOf([], 'schema.refused-by-catalog')],
    ['partial', reportOf([], 'delivery.contested')],
    [
      'needs-review',
      reportOf([['reject', 'conflict.managed-elsewhere']], 'absence.held'),
    ],
  ] as const)('is %s', (state, report) => {
    expect(finalState(report)).toBe(state);
  });
});

describe('endReview', () => {
  const held = reportOf([['remove', 'absence.held']], 'absence.held');
  const trouble = reportOf(
    [['reject', 'conflict.managed-elsewhere']],
    'absence.held',
    'absence.incomplete',
  );
  const codes = ({ report }: ReturnType<typeof endReview>) =>
    report.findings.map(it => it.code);

  it.each([
    ['applied', []],
    ['dismissed', ['absence.dismissed']],
    ['superseded', ['absence.superseded']],
  ] as const)(
    'says of what was %s that it waits no longer',
    (end, expected) => {
      const ended = endReview(held, end);
      expect(codes(ended)).toEqual(expected);
      expect(ended.state).toBe('succeeded');
    },
  );

  it.each(['applied', 'dismissed', 'superseded'] as const)(
    'does not hide other trouble when the removals are %s',
    end => {
      const ended = endReview(trouble, end);
      expect(codes(ended)).toContain('absence.incomplete');
      expect(ended.state).toBe('partial');
    },
  );

  it('leaves what the catalog refused to the delivery of what is let go', () => {
    const refused = withRefusals(held, [{ ref: 'a:b/c', error: 'too long' }]);
    expect(codes(endReview(refused, 'applied'))).toEqual([]);
    expect(endReview(refused, 'applied').state).toBe('succeeded');
    expect(endReview(refused, 'dismissed').state).toBe('partial');
  });
});

describe('withRefusals', () => {
  it('changes nothing when the catalog took all', () => {
    const report = reportOf([]);
    expect(withRefusals(report, [])).toBe(report);
  });

  it('adds a finding, and makes the run partial', () => {
    const refused = Array.from({ length: 11 }, (_, n) => ({
      ref: `resource:default/${n}`,
      error: 'too long',
    }));
    const report = runReportSchema.parse(
      withRefusals(reportOf([], 'delivery.missing'), refused),
    );
    expect(report.findings).toHaveLength(2);
    expect(report.findings[1]).toMatchObject({
      code: 'schema.refused-by-catalog',
      severity: 'error',
      sentence: 'The catalog refused the entity: too long.',
      count: 11,
    });
    expect(report.findings[1].samples).toHaveLength(10);
    expect(finalState(report)).toBe('partial');
  });

  it('names who holds a reference that was refused', () => {
    const report = withRefusals(reportOf([]), [
      { ref: 'resource:default/a', error: 'held', holder: 'url:https://x.y' },
    ]);
    expect(report.findings).toEqual([
      expect.objectContaining({
        code: 'delivery.contested',
        sentence: expect.stringContaining('url:https://x.y'),
      }),
    ]);
    expect(finalState(report)).toBe('partial');
  });
});
