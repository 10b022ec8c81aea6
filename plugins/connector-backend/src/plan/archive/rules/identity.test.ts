import {
  archived,
  decideFirst,
  FEBRUARY,
  JANUARY,
  MARCH,
  present,
  uidOf,
} from '../__fixtures__/archives';
import type { ArchivePolicy, TargetObject } from '../types';

const ref = 'component:default/shop';
const shop = archived(ref);
const replaceable = { allowReplace: true };

const decideShop = (
  here: readonly TargetObject[],
  options: Partial<ArchivePolicy> = {},
) => decideFirst({ archive: [shop], here, options });

describe('identity rules (AR-20 to AR-24)', () => {
  const same = { hash: shop.hash };
  const yaml = {
    kind: 'catalog',
    location: 'url:https://example.org/a.yaml',
  } as const;
  const crm = { kind: 'connection', name: 'CRM' } as const;

  it.each<
    [string, Partial<TargetObject> | undefined, Partial<ArchivePolicy>, string]
  >([
    ['nothing here', undefined, {}, 'create AR-20 identity.new'],
    [
      'another UUID',
      { uid: 'other' },
      replaceable,
      'reject AR-20 identity.ref-taken',
    ],
    [
      'another UUID, of equal content',
      { uid: 'other', ...same },
      {},
      'reject AR-20 identity.ref-taken',
    ],
    [
      'equal content, same time',
      { ...same, modifiedAt: FEBRUARY },
      {},
      'ignore AR-22 identity.unchanged',
    ],
    [
      'equal content, newer',
      { ...same, modifiedAt: MARCH },
      {},
      'ignore AR-22 identity.unchanged',
    ],
    [
      'equal content, older',
      { ...same, modifiedAt: JANUARY },
      replaceable,
      'ignore AR-22 identity.unchanged',
    ],
    [
      'equal content, managed elsewhere',
      { ...same, manager: yaml },
      replaceable,
      'ignore AR-22 identity.unchanged',
    ],
    [
      'other content of the same time',
      { modifiedAt: FEBRUARY },
      {},
      'ignore AR-22 identity.same-time',
    ],
    [
      'other content of the same time, allow replace',
      { modifiedAt: FEBRUARY },
      replaceable,
      'replace AR-23 identity.replaced-anyway',
    ],
    [
      'the same time without milliseconds',
      { modifiedAt: '2026-02-01T00:00:00Z' },
      {},
      'ignore AR-22 identity.same-time',
    ],
    [
      'newer content here',
      { modifiedAt: MARCH },
      {},
      'reject AR-23 identity.older',
    ],
    [
      'newer content here, allow replace',
      { modifiedAt: MARCH },
      replaceable,
      'replace AR-23 identity.replaced-anyway',
    ],
    [
      'older content here',
      { modifiedAt: JANUARY },
      {},
      'replace AR-24 identity.newer',
    ],
    [
      'older content here, allow replace',
      { modifiedAt: JANUARY },
      replaceable,
      'replace AR-24 identity.newer',
    ],
    [
      'a YAML location manages it',
      { manager: yaml },
      replaceable,
      'reject AR-21 identity.managed-elsewhere',
    ],
    [
      'a connection manages it',
      { manager: crm },
      replaceable,
      'reject AR-21 identity.managed-elsewhere',
    ],
  ])('%s', (_, here, options, decision) => {
    const told = decideShop(here ? [present(ref, here)] : [], options);
    expect(told.decision).toBe(decision);
  });

  it('AR-20: names who manages a reference that is taken', () => {
    const sentenceWith = (manager: TargetObject['manager']) =>
      decideShop([present(ref, { uid: 'other', manager })]).sentence;
    const begin = `The reference ${ref} belongs to another object here, with the UUID other, managed by`;
    expect(sentenceWith(yaml)).toBe(`${begin} ${yaml.location}.`);
    expect(sentenceWith(crm)).toBe(`${begin} the connection "CRM".`);
    expect(sentenceWith({ kind: 'archive' })).toBe(`${begin} archives.`);
  });

  it('AR-20: a UUID that is here under another reference is the same object', () => {
    const told = decideShop([
      present('component:default/old', { uid: shop.uid }),
    ]);
    expect(told).toMatchObject({
      decision: 'replace AR-24 identity.newer',
      notes: expect.arrayContaining(['AR-20 identity.renamed']),
      told: expect.arrayContaining([
        'The object has another reference now; before it was component:default/old.',
      ]),
    });
  });

  it('AR-20: does not rename over another object', () => {
    const here = [
      present('component:default/old', { uid: shop.uid }),
      present(ref, { uid: 'other' }),
    ];
    expect(decideShop(here, replaceable).decision).toBe(
      'reject AR-20 identity.ref-taken',
    );
  });

  it('AR-21: names the location', () => {
    expect(decideShop([present(ref, { manager: yaml })]).sentence).toBe(
      'The entity is here already, managed by url:https://example.org/a.yaml.',
    );
  });

  it('AR-23: tells both times, and what would help', () => {
    expect(decideShop([present(ref, { modifiedAt: MARCH })])).toMatchObject({
      sentence: `The catalog has a newer version, of ${MARCH}; the archive has that of ${FEBRUARY}.`,
      remedy: expect.stringContaining('Allow replace'),
    });
  });

  it.each([
    ['the UUID', present('component:default/secret', { uid: shop.uid })],
    ['the reference', present(ref, { uid: 'secret' })],
    ['both', present(ref)],
  ])(
    'AR-20: an entity that the person may not see keeps %s, and tells nothing',
    (_, secret) => {
      const told = decideFirst({
        archive: [shop],
        here: [secret],
        options: replaceable,
        basis: { isVisible: () => false },
      });
      expect(told.decision).toBe('reject AR-20 identity.hidden');
      expect(JSON.stringify(told)).not.toMatch('secret');
    },
  );

  it.each([
    ['component:default/shop', 'group:default/team'],
    ['user:default/ada', 'group:default/team'],
    ['component:default/shop', 'user:default/ada'],
  ])('AR-20: %s does not replace %s', (object, other) => {
    expect(
      decideFirst({
        archive: [archived(object, { uid: 'x' })],
        here: [present(other, { uid: 'x', hash: `archived ${object}` })],
        options: replaceable,
      }),
    ).toMatchObject({
      decision: 'reject AR-20 identity.other-kind',
      sentence: `This UUID belongs to ${other} here, which is of another kind.`,
    });
  });

  it('AR-20: nothing but the UUID makes two objects the same', () => {
    expect(uidOf(ref)).toBe(shop.uid);
    const here = [present('component:default/other', { hash: shop.hash })];
    expect(decideShop(here).decision).toBe('create AR-20 identity.new');
  });
});
