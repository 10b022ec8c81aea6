import {
  archived,
  decide,
  decideFirst,
  decisions,
  dependsOn,
  JANUARY,
  MARCH,
  members,
  named,
  present,
} from '../__fixtures__/archives';

const a = 'component:default/a';
const b = 'component:default/b';
const c = 'component:default/c';
const needs = (ref: string, ...others: string[]) =>
  archived(ref, { references: dependsOn(...others) });

const created = 'create AR-20 identity.new';
const missing = 'skip AR-25 references.missing';
const skipped = 'skip AR-25 references.skipped';

describe('AR-25: references', () => {
  it.each([
    [
      'to what is selected',
      [needs(a, b), archived(b)],
      [],
      { [a]: created, [b]: created },
    ],
    ['to what is here', [needs(a, b)], [present(b)], { [a]: created }],
    ['to nothing', [needs(a, b)], [], { [a]: missing }],
    ['to itself', [needs(a, a)], [], { [a]: created }],
    [
      'to what needs what is missing',
      [needs(a, b), needs(b, c)],
      [],
      { [a]: skipped, [b]: missing },
    ],
    [
      'in a circle',
      [needs(a, b), needs(b, c), needs(c, a)],
      [],
      { [a]: created, [b]: created, [c]: created },
    ],
    [
      'in a circle of which one needs what is missing',
      [needs(a, b), needs(b, c), needs(c, a, 'api:default/x')],
      [],
      { [a]: skipped, [b]: skipped, [c]: skipped },
    ],
    [
      'to what is rejected, and not here',
      [needs(a, b), archived(b, { invalid: 'no name' })],
      [],
      { [a]: skipped, [b]: 'skip AR-12 schema.invalid-entity' },
    ],
    [
      'to what is rejected, but here',
      [needs(a, b), archived(b)],
      [present(b, { modifiedAt: MARCH })],
      { [a]: created, [b]: 'reject AR-23 identity.older' },
    ],
    [
      'to what is ignored',
      [needs(a, b), archived(b)],
      [present(b, { hash: `archived ${b}` })],
      { [a]: created, [b]: 'ignore AR-22 identity.unchanged' },
    ],
    [
      'of what would be replaced',
      [needs(a, b)],
      [present(a, { modifiedAt: JANUARY })],
      { [a]: missing },
    ],
  ])('%s', (_, archive, here, expected) => {
    expect(decisions({ archive, here })).toEqual(expected);
  });

  it('the first that leads to nothing is named, with its path', () => {
    const told = decide({
      archive: [needs(a, c, b, 'api:default/x'), needs(b, 'api:default/y')],
      here: [present(c)],
    });
    expect(told[a]).toMatchObject({
      decision: skipped,
      sentence: `spec.dependsOn[1] needs ${b}, which cannot be imported.`,
      remedy: `See the decision about ${b}.`,
    });
    expect(told[b].sentence).toBe(
      'spec.dependsOn[0] refers to api:default/y, which is neither in the archive nor in this catalog as you see it.',
    );
  });

  it('the remaining objects are imported', () => {
    const others = [archived(b), archived(c)];
    expect(
      decisions({ archive: [needs(a, 'api:default/x'), ...others] }),
    ).toEqual({ [a]: missing, [b]: created, [c]: created });
  });

  it('to an entity that the person may not see count as missing', () => {
    expect(
      decisions({
        archive: [needs(a, b)],
        here: [present(b)],
        basis: { isVisible: ref => ref !== b },
      }),
    ).toEqual({ [a]: missing });
  });

  it('to an object that the person may not import are skipped', () => {
    expect(
      decisions({
        archive: [needs(a, b), archived(b)],
        basis: { mayCreate: ({ ref }) => ref !== b },
      }),
    ).toEqual({ [a]: skipped, [b]: 'reject AR-26 permission.create' });
  });

  it('follow an object that has another reference here (AR-20)', () => {
    const told = decideFirst({
      archive: [needs(a, b)],
      here: [present(c, { uid: 'component b' })],
    });
    expect(told).toMatchObject({
      decision: created,
      relocation: { references: { 'spec.dependsOn[0]': c } },
      told: [
        `The same object has another reference here: spec.dependsOn[0] (${b}, here ${c}).`,
      ],
    });
  });

  it('follow an entity that the import gives another reference (AR-20)', () => {
    const old = 'component:default/old';
    const told = decide({
      archive: [
        archived(a, { references: dependsOn({ ref: old }) }),
        archived(b, { uid: 'moved' }),
      ],
      here: [present(old, { uid: 'moved' })],
    });
    expect(told[a].relocation?.references).toEqual({ 'spec.dependsOn[0]': b });
  });

  it('are met by a name that is here under another UUID, with a warning', () => {
    const told = decideFirst({
      archive: [needs(a, b)],
      here: [present(b, { uid: 'other' })],
    });
    expect(told).toMatchObject({
      decision: created,
      relocation: {},
      notes: ['AR-25 references.by-name'],
      told: [
        `What it refers to is here under another UUID: spec.dependsOn[0] (${b}). The entities of this catalog are meant now.`,
      ],
    });
  });

  it('without a known UUID are met by the name, without a warning', () => {
    const object = archived(a, { references: dependsOn({ ref: b }) });
    expect(
      decideFirst({ archive: [object], here: [present(b, { uid: 'other' })] })
        .notes,
    ).toEqual([]);
  });

  it('to users and groups are mapped (AR-36)', () => {
    const [ada, grace] = ['user:default/ada', 'user:default/grace'];
    const team = archived('group:default/team', { references: members(ada) });
    const given = { archive: [team], here: [present(grace)] };
    expect(decideFirst(given).decision).toBe(missing);
    expect(
      decideFirst({ ...given, options: { mapping: { [ada]: grace } } }),
    ).toMatchObject({
      decision: created,
      relocation: { references: { 'spec.members[0]': grace } },
      told: [`By your mapping: spec.members[0] (${ada}, here ${grace}).`],
    });
  });

  it('are listed up to three', () => {
    const refs = [1, 2, 3, 4, 5].map(it => `api:default/x${it}`);
    const [told] = decideFirst({
      archive: [needs(a, ...refs)],
      here: refs.map(ref => present(ref, { uid: `other ${ref}` })),
    }).told;
    expect(told).toContain('spec.dependsOn[2] (api:default/x3) and 2 more.');
  });
});

describe('members of groups', () => {
  const [ada, grace] = ['user:default/ada', 'user:default/grace'];
  const team = archived('group:default/team', {
    references: members(ada, grace),
  });
  const here = [present(ada, { uid: 'other' }), present(grace)];

  it.each([
    ['who is in the archive', [archived(ada)]],
    ['who is not', []],
  ])('AR-41: leave out a user who is another one here, %s', (_, others) => {
    const told = decide({ archive: [team, ...others], here });
    expect(told[team.ref]).toMatchObject({
      decision: created,
      relocation: { droppedMembers: [ada] },
      notes: ['AR-41 members.dropped'],
      told: [`Without members who are somebody else here: ${ada}.`],
    });
  });

  it('AR-41: keep one who is mapped', () => {
    const told = decideFirst({
      archive: [team],
      here,
      options: { mapping: { [ada]: ada } },
    });
    expect(told.relocation).toEqual({});
    expect(told.notes).toEqual([]);
  });

  it('AR-41: is about members only', () => {
    const parent = 'group:default/parent';
    const child = archived('group:default/child', {
      references: [{ path: 'spec.parent', ...named(parent) }],
    });
    const told = decideFirst({
      archive: [child],
      here: [present(parent, { uid: 'other' })],
    });
    expect(told.relocation).toEqual({});
    expect(told.notes).toEqual(['AR-25 references.by-name']);
  });

  it('AR-25: are references; one who does not exist holds up the group', () => {
    expect(
      decideFirst({ archive: [team], here: [present(grace)] }).decision,
    ).toBe(missing);
  });

  it('AR-42: are all replaced with the group', () => {
    const told = decideFirst({
      archive: [team],
      here: [
        present(team.ref, { modifiedAt: MARCH }),
        present(ada),
        present(grace),
      ],
      options: { allowReplace: true },
    });
    expect(told).toMatchObject({
      decision: 'replace AR-23 identity.replaced-anyway',
      relocation: {},
      notes: ['AR-42 members.replaced'],
      told: ['The members are those of the archive.'],
    });
  });
});
