import type { DecisionRecord } from '@backstage-connector/plugin-connector-common';
import { csvDecision, csvHeader } from './renderCsv';

const decision: DecisionRecord = {
  seq: 1,
  uid: 'u-1',
  ref: 'component:default/web',
  title: 'Web',
  assetKind: 'Component',
  action: 'replace',
  applied: true,
  rule: 'AR-24',
  reason: 'identity.newer',
  sentence: 'The archive has a newer version.',
  notes: [
    { rule: 'AR-35', reason: 'owner.target', sentence: 'The owner stays.' },
  ],
  changes: [{ path: 'spec.type' }, { path: 'metadata.title' }],
};

describe('decisions as CSV', () => {
  it('have a column for each thing that is told of them', () => {
    expect(csvHeader()).toBe(
      'seq,action,applied,ref,kind,title,uid,rule,reason,sentence,remedy,notes,changes\r\n',
    );
    expect(csvDecision(decision)).toBe(
      '1,replace,yes,component:default/web,Component,Web,u-1,AR-24,identity.newer,The archive has a newer version.,,AR-35: The owner stays.,spec.type metadata.title\r\n',
    );
  });

  it.each([
    ['a comma', 'a,b', '"a,b"'],
    ['a quote', 'a"b', '"a""b"'],
    ['a line break', 'a\nb', '"a\nb"'],
    ['a formula', '=cmd|calc', "'=cmd|calc"],
    ['a formula that needs quotes', '=1,"x"', `"'=1,""x"""`],
    ['a plus', '+1', "'+1"],
    ['a minus', '-1', "'-1"],
    ['an at sign', '@SUM(A1)', "'@SUM(A1)"],
    ['a tab', '\t=1', "'\t=1"],
    ['a carriage return', '\r=1', `"'\r=1"`],
  ])('make %s harmless', (_, title, cell) => {
    expect(csvDecision({ ...decision, title })).toContain(
      `,Component,${cell},u-1,`,
    );
  });
});
