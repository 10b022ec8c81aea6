import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  reasons,
  type Reason,
  type ReasonCode,
} from '@backstage-connector/plugin-connector-common';
import { format } from 'prettier';
import type { ArchiveRule, Step } from './rule';
import { archiveRules } from './rules';
import { questions } from './steps';

const FILE = join(__dirname, '../../../../../docs/reference/archive-rules.md');

/** Of the specification: all that decide about single objects. */
const IDS = [
  ...['AR-12', 'AR-20', 'AR-21', 'AR-22', 'AR-23', 'AR-24', 'AR-25', 'AR-26'],
  ...['AR-27', 'AR-30', 'AR-31', 'AR-32', 'AR-33', 'AR-34', 'AR-35', 'AR-36'],
  ...['AR-40', 'AR-41', 'AR-42', 'AR-50', 'AR-51'],
];

function table(head: readonly string[], rows: readonly (readonly string[])[]) {
  return [head, head.map(() => '---'), ...rows]
    .map(row => `| ${row.join(' | ')} |`)
    .join('\n');
}

const reasonOf = (code: ReasonCode): Reason => reasons[code];

type Row = Omit<ArchiveRule, 'applies'>;

const ruleRows = (rules: readonly Row[]) =>
  rules.map(({ id, when, action, reason }, index) => [
    `${index + 1}`,
    id,
    when,
    action,
    `\`${reason}\`: ${reasonOf(reason).sentence}`,
    reasonOf(reason).remedy ?? '',
  ]);

const stepRows = (steps: readonly Step[]) =>
  steps.map(({ id, when, reason }) => [
    id,
    when,
    `\`${reason}\`: ${reasonOf(reason).sentence}`,
  ]);

function page(): string {
  return [
    '# Rules of archive imports',
    '<!-- Made from the code by `yarn docs:reference`; a test fails when it is stale. -->',
    'What is decided about each object of an import, and why. The ids are those of the specification. A plan shows the id, the sentence and the remedy with each object; the words in braces are filled in.',
    '## What an import is about (AR-10)',
    'The objects that are chosen, and from the archive whatever these refer to, with what that refers to. Owners and organizations come along where an object is to keep them. What was left out by hand comes along all the same when a chosen object requires it.',
    '## The decision',
    'The first rule that applies to an object decides. "You" is the person who imports.',
    table(
      [
        '',
        'rule',
        'an object that …',
        'action',
        'reason',
        'what would make it succeed',
      ],
      ruleRows(archiveRules),
    ),
    'Rules on references, owners and organizations look at which other objects arrive. At first all that no other rule stops are thought to. Then whatever needs something that is neither here nor arriving is taken away, then what needs that, until nothing changes. Objects that refer to each other in a circle are imported together or not at all.',
    'What you may not see in the catalog counts as missing, but keeps its UUID and its reference.',
    'With the option "strict" nothing is imported when an object lacks a permission (AR-26).',
    '## What changes in an object',
    'Each question about an object that is created or replaced is answered by the first row that applies, and noted in the plan. Where none applies, the object stays as it is in the archive.',
    ...questions.flatMap(({ about, steps }) => [
      `### ${about}`,
      table(['rule', 'an object that …', 'note'], stepRows(steps)),
    ]),
  ].join('\n\n');
}

describe('docs/reference/archive-rules.md', () => {
  it('says what the code says (UPDATE_REFERENCE=1)', async () => {
    const expected = format(page(), { parser: 'markdown' });
    if (process.env.UPDATE_REFERENCE) {
      await writeFile(FILE, expected);
    }
    expect(await readFile(FILE, 'utf8')).toBe(expected);
  });

  const decided = [...archiveRules, ...questions.flatMap(({ steps }) => steps)];

  it('has every rule of the specification, and no other', () => {
    const ids = new Set(decided.map(({ id }) => id));
    expect([...ids].sort()).toEqual([...IDS].sort());
  });

  it('has every reason of the areas that only archives have', () => {
    const areas =
      'references permission ownership organization lifecycle'.split(' ');
    // Findings, one of them of connections, and a note that the selection makes.
    const others = [
      'permission.strict',
      'owner.unknown',
      'references.taken-along',
    ];
    const used = new Set<string>([...decided.map(it => it.reason), ...others]);
    const known = Object.entries(reasons).filter(([, { area }]) =>
      areas.includes(area),
    );
    expect(known.map(([code]) => code).filter(it => !used.has(it))).toEqual([]);
  });

  it('says what would make each object succeed that a rule refuses', () => {
    const refused = archiveRules.filter(
      ({ action }) => action === 'reject' || action === 'skip',
    );
    refused.forEach(({ reason }) =>
      expect(reasonOf(reason)).toHaveProperty('remedy'),
    );
  });
});
