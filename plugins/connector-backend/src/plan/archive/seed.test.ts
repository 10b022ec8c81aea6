/*
 * The vendor's page "Importing an Object", sentence by sentence. Its registry is
 * a catalog here, its assets are entities, its organizations groups; the rules are
 * those of the specification of archives.
 */
import {
  archived,
  decide,
  decideFirst,
  decisions,
  dependsOn,
  FEBRUARY,
  IMPORTER,
  JANUARY,
  MARCH,
  named,
  plan,
  present,
} from './__fixtures__/archives';
import type { ArchivedObject, TargetObject } from './types';

const ada = 'user:default/ada';
const team = 'group:default/team';
const chosen = 'group:default/chosen';
const shop = 'component:default/shop';
const cart = 'component:default/cart';

/** An asset of the team, which ada owns. */
const asset = (ref: string, more: Partial<ArchivedObject> = {}) =>
  archived(ref, { owner: named(ada), organization: named(team), ...more });

const archive = [asset(shop), asset(cart)];
const people = [present(ada), present(team)];

describe('Importing an object', () => {
  it('"You can import an object into the same registry from which it was exported …"', () => {
    const here = archive.map(({ ref, hash }) =>
      present(ref, { hash, modifiedAt: FEBRUARY }),
    );
    expect(decisions({ archive, here: [...here, ...people] })).toEqual({
      [shop]: 'ignore AR-22 identity.unchanged',
      [cart]: 'ignore AR-22 identity.unchanged',
    });
  });

  it('"… or to a different registry"', () => {
    expect(decisions({ archive, here: people })).toEqual({
      [shop]: 'create AR-20 identity.new',
      [cart]: 'create AR-20 identity.new',
    });
  });

  it('"You can select either the entire archive …"', () => {
    const selection = { mode: 'top-level' as const, except: [] };
    expect(Object.keys(decide({ archive, selection }))).toEqual([shop, cart]);
  });

  it('"… or just a subset of the objects to import"', () => {
    const selection = { mode: 'only' as const, seqs: [2] };
    expect(Object.keys(decide({ archive, selection }))).toEqual([cart]);
  });

  it('"If the archive contains an object with references which cannot be satisfied, the import will continue but this object is not imported"', () => {
    const lost = asset(shop, { references: dependsOn('api:default/nowhere') });
    expect(decisions({ archive: [lost, asset(cart)], here: people })).toEqual({
      [shop]: 'skip AR-25 references.missing',
      [cart]: 'create AR-20 identity.new',
    });
  });
});

describe('Permissions', () => {
  const here = [...people, present(cart)];

  it('"You must have permissions to create that type of object in the target registry"', () => {
    const basis = {
      mayCreate: ({ kind }: ArchivedObject) => kind !== 'Component',
    };
    expect(decisions({ archive, here, basis })[shop]).toBe(
      'reject AR-26 permission.create',
    );
  });

  it('"If the object already exists, you must have permission to edit the existing object"', () => {
    const basis = { mayUpdate: () => false };
    expect(decisions({ archive, here, basis })[cart]).toBe(
      'reject AR-26 permission.update',
    );
  });

  it('"If you do not have the proper permissions, the import process will fail": that object here …', () => {
    const basis = { mayUpdate: () => false };
    expect(plan({ archive, here, basis })).toMatchObject({
      applicable: true,
      byAction: { create: 1, reject: 1 },
    });
  });

  it('"… the import process will fail": all of it with the option strict', () => {
    const given = { archive, here, options: { strict: true } };
    expect(plan({ ...given, basis: { mayUpdate: () => false } })).toMatchObject(
      {
        applicable: false,
        findings: [{ code: 'permission.strict', samples: [cart] }],
      },
    );
    expect(plan(given).applicable).toBe(true);
  });

  it.each([
    [
      '"To import object types, you should have the role Asset Type Administrator"; "without that role, the importing of user-defined types will fail"',
      'assettype:default/service',
      'connector.type.import',
    ],
    [
      '"To import organizations …"',
      'group:default/new',
      'connector.organization.import',
    ],
    [
      '"… or users, you must have the Administrator role"',
      'user:default/new',
      'connector.organization.import',
    ],
  ])('%s', (_, ref, role) => {
    const importedWith = (...roles: string[]) =>
      decideFirst({
        archive: [archived(ref)],
        basis: { hasPermission: name => roles.includes(name) },
      }).decision;
    expect(importedWith()).toBe('reject AR-26 permission.import');
    expect(importedWith(role)).toBe('create AR-20 identity.new');
  });
});

describe('Object identity, and what happens when an object already exists', () => {
  const decideShop = (here: Partial<TargetObject>, options = {}) =>
    decideFirst({
      archive: [asset(shop)],
      here: [present(shop, here)],
      options,
    }).decision;

  it('"The importer either adds its contents to the target registry (if the object does not already exist) …"', () => {
    expect(decideFirst({ archive, here: people }).decision).toBe(
      'create AR-20 identity.new',
    );
  });

  it('"… or replaces existing objects with the objects from the archive"', () => {
    expect(decideShop({ modifiedAt: JANUARY })).toBe(
      'replace AR-24 identity.newer',
    );
  });

  it('"The importer checks the UUID to determine whether it already exists"', () => {
    expect(
      decideFirst({
        archive: [asset(shop)],
        here: [present('component:default/renamed', { uid: 'component shop' })],
      }).decision,
    ).toBe('replace AR-24 identity.newer');
    expect(decideShop({ uid: 'another' })).toBe(
      'reject AR-20 identity.ref-taken',
    );
  });

  it('"An object is ignored when the same object with an identical timestamp already exists"', () => {
    expect(decideShop({ modifiedAt: FEBRUARY })).toBe(
      'ignore AR-22 identity.same-time',
    );
  });

  it('"If the object to be imported has an older timestamp than the one in the registry, the import is rejected"', () => {
    expect(decideShop({ modifiedAt: MARCH })).toBe(
      'reject AR-23 identity.older',
    );
  });

  it('"If you set Allow replace, the imported object will overwrite the existing object even if it is older"', () => {
    expect(decideShop({ modifiedAt: MARCH }, { allowReplace: true })).toBe(
      'replace AR-23 identity.replaced-anyway',
    );
  });
});

describe('Assign new organization', () => {
  const keep = { keepCurrentOwner: true };
  const assign = { ...keep, organization: chosen };
  const here = [...people, present(chosen)];

  it('"… to select a new organization into which the objects will be imported"', () => {
    expect(decideFirst({ archive, here, options: assign })).toMatchObject({
      decision: 'create AR-20 identity.new',
      relocation: { organization: chosen },
      notes: ['AR-31 owner.kept', 'AR-33 organization.assigned'],
    });
  });

  it('"Or you can retain the original organization: the original associations are maintained if the organization is available on the target"', () => {
    expect(decideFirst({ archive, here, options: keep })).toMatchObject({
      decision: 'create AR-20 identity.new',
      relocation: {},
      notes: ['AR-31 owner.kept', 'AR-33 organization.kept'],
    });
  });

  it('"If the organization does not exist on the target, the import will fail and the log will record this fact"', () => {
    expect(
      decideFirst({ archive, here: [present(ada)], options: keep }),
    ).toMatchObject({
      decision: 'reject AR-33 organization.missing',
      sentence: `The organization ${team} does not exist here under the same UUID.`,
    });
  });

  it.each([
    ['an organization', archived('group:default/new')],
    [
      'a system-wide lifecycle model',
      asset('lifecyclemodel:default/new', { systemWide: true }),
    ],
    ['a system-wide policy', asset('policy:default/new', { systemWide: true })],
  ])(
    '"The original organization will be preserved even if you have selected a specific one" for %s',
    (_, object) => {
      const told = decideFirst({ archive: [object], here, options: assign });
      expect(told.relocation).toEqual({});
      expect(told.notes).toContain('AR-34 organization.fixed');
    },
  );

  it('"Asset types are not owned by any organization, so selecting an organization has no effect"', () => {
    const type = archived('assettype:default/new', { owner: named(ada) });
    const told = decideFirst({ archive: [type], here, options: assign });
    expect(told.relocation).toEqual({});
    expect(told.notes).toContain('AR-34 organization.none');
  });
});

describe('Keep current owner', () => {
  const options = { keepCurrentOwner: true };

  it('"If the original owner exists on the target, the assets will belong to that user"', () => {
    expect(decideFirst({ archive, here: people, options })).toMatchObject({
      decision: 'create AR-20 identity.new',
      relocation: {},
      notes: expect.arrayContaining(['AR-31 owner.kept']),
    });
  });

  it('"This user on the target must have the same UUID as the original owner"', () => {
    const here = [present(ada, { uid: 'another' }), present(team)];
    expect(decideFirst({ archive, here, options }).decision).toBe(
      'reject AR-31 owner.missing',
    );
  });

  it('"If this user does not exist on the target, the import will fail and the log will record this fact"', () => {
    expect(
      decideFirst({ archive, here: [present(team)], options }),
    ).toMatchObject({
      decision: 'reject AR-31 owner.missing',
      sentence: `The owner ${ada} does not exist here under the same UUID.`,
    });
  });

  it('"Keep current owner will be disregarded if a conflicting user is ignored at import; the import will succeed and the objects will belong to the importing user"', () => {
    const told = decide({
      archive: [...archive, archived(ada)],
      here: [present(ada, { uid: 'another' }), present(team)],
      options,
    });
    expect(told[ada].decision).toBe('ignore AR-41 user.conflicting');
    expect(told[shop]).toMatchObject({
      decision: 'create AR-20 identity.new',
      relocation: { owner: IMPORTER },
      notes: expect.arrayContaining(['AR-32 owner.void']),
    });
  });

  it('without the option, they belong to the importing user as well', () => {
    expect(decideFirst({ archive, here: people })).toMatchObject({
      relocation: { owner: IMPORTER },
      notes: expect.arrayContaining(['AR-30 owner.importer']),
    });
  });
});
