import {
  archived,
  decide,
  decideFirst,
  IMPORTER,
  named,
  present,
} from '../__fixtures__/archives';
import type { ArchivedObject } from '../types';

const team = 'group:default/team';
const chosen = 'group:default/chosen';
const ada = 'user:default/ada';
const ref = 'component:default/shop';

const keep = { keepCurrentOwner: true };
const assign = { organization: chosen };
const everybody = [present(ada), present(team), present(chosen)];

const ownedBy = (
  owner: string | undefined,
  organization: string | undefined,
  ownRef = ref,
  more: Partial<ArchivedObject> = {},
) =>
  archived(ownRef, {
    ...(owner && { owner: named(owner) }),
    ...(organization && { organization: named(organization) }),
    ...more,
  });

const relocation = (object: ArchivedObject, options: {}, here = everybody) =>
  decideFirst({ archive: [object], here, options }).relocation;

describe('AR-33: the organization', () => {
  it.each([
    ['a user and a group own it, keep', ownedBy(ada, team), keep, {}],
    [
      'a user and a group own it, keep and assign',
      ownedBy(ada, team),
      { ...keep, ...assign },
      { organization: chosen },
    ],
    [
      'a user alone owns it, keep and assign',
      ownedBy(ada, undefined),
      { ...keep, ...assign },
      { organization: chosen },
    ],
    ['a user alone owns it, keep', ownedBy(ada, undefined), keep, {}],
    ['a group owns it, keep', ownedBy(undefined, team), keep, {}],
    [
      'a group owns it, keep and assign',
      ownedBy(undefined, team),
      { ...keep, ...assign },
      { owner: chosen },
    ],
    [
      'a user and a group own it, to the importer',
      ownedBy(ada, team),
      {},
      { owner: IMPORTER },
    ],
    [
      'a user and a group own it, to the importer, and assign',
      ownedBy(ada, team),
      assign,
      { owner: IMPORTER, organization: chosen },
    ],
    [
      'a group owns it, to the importer',
      ownedBy(undefined, team),
      {},
      { owner: IMPORTER, organization: team },
    ],
    [
      'a group owns it, to the importer, and assign',
      ownedBy(undefined, team),
      assign,
      { owner: IMPORTER, organization: chosen },
    ],
    ['nobody owns it', ownedBy(undefined, undefined), assign, {}],
  ])('%s', (_, object, options, expected) => {
    expect(relocation(object, options)).toEqual(expected);
  });

  it.each([
    ['does not exist', [], []],
    ['exists with another UUID', [present(team, { uid: 'other' })], []],
    [
      'is in the archive, and its reference is taken',
      [present(team, { uid: 'other' })],
      [archived(team)],
    ],
  ])('rejects what has an organization that %s', (_, here, others) => {
    const told = decide({
      archive: [ownedBy(undefined, team), ...others],
      here,
      options: keep,
    });
    expect(told[ref]).toMatchObject({
      decision: 'reject AR-33 organization.missing',
      sentence: `The organization ${team} does not exist here under the same UUID.`,
      remedy: expect.stringContaining('Assign new organization'),
    });
  });

  it('names what helps where the choice of another has no effect', () => {
    const told = decideFirst({
      archive: [ownedBy(ada, team)],
      here: [present(ref), present(chosen)],
      options: { ...assign, takeOwnership: true, fallBackToImporter: true },
    });
    expect(told.decision).toBe('reject AR-33 organization.missing');
    expect(told.remedy).toContain(
      'for an object that is here already, do without "Take owner and organization"',
    );
  });

  it('keeps an organization that arrives in the same archive', () => {
    const told = decide({
      archive: [ownedBy(undefined, team), archived(team, { topLevel: false })],
      options: keep,
    });
    expect(told[team].notes).toEqual(['AR-25 references.taken-along']);
    expect(told[ref]).toMatchObject({
      decision: 'create AR-20 identity.new',
      notes: ['AR-33 organization.kept'],
    });
  });

  it('does not take along an organization when another is assigned', () => {
    const told = decide({
      archive: [ownedBy(undefined, team), archived(team, { topLevel: false })],
      here: [present(chosen)],
      options: { ...keep, ...assign },
    });
    expect(Object.keys(told)).toEqual([ref]);
  });

  it('keeps one that has another reference here', () => {
    const moved = present('group:default/renamed', { uid: 'group team' });
    expect(
      relocation(ownedBy(ada, team), keep, [...everybody.slice(0, 1), moved]),
    ).toEqual({ organization: moved.ref });
  });

  it('rejects all that is new when the assigned one is not here', () => {
    const told = decideFirst({
      archive: [ownedBy(ada, team)],
      here: [present(ada), present(team)],
      options: assign,
    });
    expect(told).toMatchObject({
      decision: 'reject AR-33 organization.missing',
      sentence: expect.stringContaining(chosen),
    });
  });

  it('assigns one that arrives, unless it does not after all', () => {
    const group = archived(chosen);
    const archive = [ownedBy(ada, undefined), group];
    expect(decide({ archive, options: assign })[ref].notes).toContain(
      'AR-33 organization.assigned',
    );
    const told = decide({
      archive,
      options: assign,
      basis: { hasPermission: () => false },
    });
    expect(told[ref].decision).toBe('reject AR-33 organization.missing');
  });
});

describe('AR-34: the original organization although another was chosen', () => {
  it.each([
    ['a Group', archived('group:default/x'), 'a group', {}],
    [
      'a system-wide LifecycleModel',
      ownedBy(ada, team, 'lifecyclemodel:default/x', { systemWide: true }),
      'a system-wide lifecycle model',
      { owner: IMPORTER },
    ],
    [
      'a system-wide Policy',
      ownedBy(ada, team, 'policy:default/x', { systemWide: true }),
      'a system-wide policy',
      { owner: IMPORTER },
    ],
    [
      'a system-wide Policy of nobody but a user',
      ownedBy(ada, undefined, 'policy:default/x', { systemWide: true }),
      'a system-wide policy',
      { owner: IMPORTER },
    ],
  ])('%s keeps it', (_, object, kind, expected) => {
    const told = decideFirst({
      archive: [object],
      here: everybody,
      options: assign,
    });
    expect(told.relocation).toEqual(expected);
    expect(told.notes).toContain('AR-34 organization.fixed');
    expect(told.told).toContain(
      `Its organization is kept although another was chosen: it is ${kind}.`,
    );
  });

  it('has to be here all the same', () => {
    const object = ownedBy(ada, team, 'policy:default/x', { systemWide: true });
    expect(
      decideFirst({
        archive: [object],
        here: [present(ada), present(chosen)],
        options: assign,
      }).decision,
    ).toBe('reject AR-33 organization.missing');
  });

  it('an AssetType has none, so the choice has no effect', () => {
    const told = decideFirst({
      archive: [ownedBy(ada, undefined, 'assettype:default/x')],
      here: everybody,
      options: { ...keep, ...assign },
    });
    expect(told.relocation).toEqual({});
    expect(told.notes).toContain('AR-34 organization.none');
    expect(told.told).toContain(
      'The chosen organization has no effect: it is an asset type.',
    );
  });

  it.each([
    ['a Policy of one organization', ownedBy(ada, team, 'policy:default/x')],
    [
      'a LifecycleModel of one organization',
      ownedBy(ada, team, 'lifecyclemodel:default/x'),
    ],
    [
      'a kind of the same name that is not ours',
      ownedBy(ada, team, 'policy:default/x', {
        systemWide: true,
        apiVersion: 'example.org/v1',
      }),
    ],
  ])('%s goes to the chosen one', (_, object) => {
    expect(relocation(object, { ...keep, ...assign })).toEqual({
      organization: chosen,
    });
  });

  it('says nothing when none was chosen', () => {
    expect(
      decideFirst({ archive: [archived('group:default/x')] }).notes,
    ).toEqual([]);
  });
});

describe('AR-36: an organization is mapped', () => {
  const mapping = { [team]: chosen };

  it.each([
    ['a user and a group own it', ownedBy(ada, team), { organization: chosen }],
    ['a group owns it', ownedBy(undefined, team), { owner: chosen }],
  ])('%s', (_, object, expected) => {
    const told = decideFirst({
      archive: [object],
      here: [present(ada), present(chosen)],
      options: { ...keep, mapping },
    });
    expect(told.relocation).toEqual(expected);
    expect(told.told).toContain(
      `The organization ${team} is ${chosen} here, by your mapping.`,
    );
  });
});
