import {
  archived,
  decide,
  decideFirst,
  IMPORTER,
  named,
  present,
  type Import,
} from '../__fixtures__/archives';

const ada = 'user:default/ada';
const grace = 'user:default/grace';
const team = 'group:default/team';
const ref = 'component:default/shop';

const shop = archived(ref, { owner: named(ada) });
const teamShop = archived(ref, { organization: named(team) });
const keep = { keepCurrentOwner: true };
const keepOrFallBack = { ...keep, fallBackToImporter: true };
const otherAda = present(ada, { uid: 'other' });

const owner = (given: Omit<Import, 'archive'>, object = shop) => {
  const told = decideFirst({ archive: [object], ...given });
  return {
    owner: told.relocation?.owner ?? 'as it is',
    because: told.notes.join(),
  };
};

describe('AR-30: "Keep current owner" is off', () => {
  it('the importer owns what is new, whoever owned it', () => {
    expect(owner({})).toEqual({
      owner: IMPORTER,
      because: 'AR-30 owner.importer',
    });
    expect(owner({ here: [present(ada)] }).owner).toBe(IMPORTER);
  });

  it('the importer owns what a group owned, which becomes its organization', () => {
    const told = decideFirst({ archive: [teamShop], here: [present(team)] });
    expect(told.relocation).toEqual({ owner: IMPORTER, organization: team });
    expect(told.notes).toEqual([
      'AR-30 owner.importer',
      'AR-33 organization.kept',
    ]);
  });

  it('an importer who owned it stays as it was written', () => {
    const own = archived(ref, { owner: named(IMPORTER) });
    expect(owner({}, own)).toEqual({
      owner: 'as it is',
      because: 'AR-30 owner.importer',
    });
  });

  it.each(['user:default/x', 'group:default/x', 'location:default/x'])(
    'does not concern %s, which nobody owns',
    principal => {
      expect(owner({}, archived(principal))).toEqual({
        owner: 'as it is',
        because: '',
      });
    },
  );
});

describe('AR-31: "Keep current owner" is on', () => {
  it.each([
    ['here', [present(ada)], [], 'as it is'],
    [
      'here under another reference',
      [present(grace, { uid: 'user ada' })],
      [],
      grace,
    ],
    ['arriving in the same archive', [], [archived(ada)], 'as it is'],
  ])('keeps an owner who is %s', (_, here, others, expected) => {
    const told = decide({ archive: [shop, ...others], here, options: keep });
    expect(told[ref]).toMatchObject({
      decision: 'create AR-20 identity.new',
      notes: ['AR-31 owner.kept'],
    });
    expect(told[ref].relocation?.owner ?? 'as it is').toBe(expected);
  });

  it.each([
    ['does not exist', [], []],
    ['exists with another UUID', [otherAda], []],
    [
      'is in the archive, but invalid',
      [],
      [archived(ada, { invalid: 'no name' })],
    ],
  ])('rejects what has an owner who %s', (_, here, others) => {
    const told = decide({ archive: [shop, ...others], here, options: keep });
    expect(told[ref]).toMatchObject({
      decision: 'reject AR-31 owner.missing',
      sentence: `The owner ${ada} does not exist here under the same UUID.`,
      remedy: expect.stringContaining('Fall back to importer'),
    });
  });

  it('rejects what has an owner whom the importer may not see', () => {
    const basis = { isVisible: (it: string) => it !== ada };
    expect(
      decideFirst({
        archive: [shop],
        here: [present(ada)],
        options: keep,
        basis,
      }).decision,
    ).toBe('reject AR-31 owner.missing');
  });

  it('rejects what has an owner with the UUID of something else', () => {
    const system = present('system:default/x', { uid: 'user ada' });
    expect(
      decideFirst({ archive: [shop], here: [system], options: keep }).decision,
    ).toBe('reject AR-31 owner.missing');
  });

  it('rejects what has an owner whose UUID nobody knows', () => {
    const object = archived(ref, { owner: { ref: ada } });
    expect(
      decideFirst({ archive: [object], here: [present(ada)], options: keep })
        .decision,
    ).toBe('reject AR-31 owner.missing');
  });

  it('finds the UUID of an owner in the archive', () => {
    const object = archived(ref, { owner: { ref: ada } });
    expect(
      decide({ archive: [object, archived(ada)], options: keep })[ref].notes,
    ).toEqual(['AR-31 owner.kept']);
  });

  it('rejects what has an owner who arrives only if something is there', () => {
    const user = archived(ada, {
      references: [{ path: 'spec.memberOf[0]', ...named(team) }],
    });
    const told = decide({ archive: [shop, user], options: keep });
    expect(told[ada].decision).toBe('skip AR-25 references.missing');
    expect(told[ref].decision).toBe('reject AR-31 owner.missing');
  });

  it('rejects what has an owner whom the person may not import', () => {
    const told = decide({
      archive: [shop, archived(ada)],
      options: keep,
      basis: { hasPermission: () => false },
    });
    expect(told[ref].decision).toBe('reject AR-31 owner.missing');
  });

  it('falls back to the importer, if that is chosen', () => {
    expect(owner({ options: keepOrFallBack })).toEqual({
      owner: IMPORTER,
      because: 'AR-31 owner.fallback',
    });
    const told = decide({
      archive: [shop, archived(ada)],
      options: keepOrFallBack,
      basis: { hasPermission: () => false },
    });
    expect(told[ref].told).toEqual([
      `The owner ${ada} does not exist here; ${IMPORTER} becomes the owner.`,
    ]);
  });

  it('does not fall back where the owner is here', () => {
    expect(owner({ here: [present(ada)], options: keepOrFallBack })).toEqual({
      owner: 'as it is',
      because: 'AR-31 owner.kept',
    });
  });

  it('leaves to a group what a group owned', () => {
    expect(owner({ here: [present(team)], options: keep }, teamShop)).toEqual({
      owner: 'as it is',
      because: 'AR-33 organization.kept',
    });
  });
});

describe('AR-32: the owner is ignored as conflicting', () => {
  const archive = [shop, archived(ada)];

  it.each([
    ['keep', keep],
    ['keep or fall back', keepOrFallBack],
  ])('the importer owns the object: %s', (_, options) => {
    const told = decide({ archive, here: [otherAda], options });
    expect(told[ada].decision).toBe('ignore AR-41 user.conflicting');
    expect(told[ref]).toMatchObject({
      decision: 'create AR-20 identity.new',
      relocation: { owner: IMPORTER },
      notes: ['AR-32 owner.void'],
      told: [
        `The owner ${ada} is another user here; ${IMPORTER} becomes the owner.`,
      ],
    });
  });

  it('is so when nobody chose the user', () => {
    const told = decide({
      archive: [shop, archived(ada, { topLevel: false })],
      here: [otherAda],
      options: keep,
    });
    expect(told[ada].notes).toEqual(['AR-25 references.taken-along']);
    expect(told[ref].notes).toEqual(['AR-32 owner.void']);
  });

  it('is not so when the user is not in the archive', () => {
    expect(
      decideFirst({ archive: [shop], here: [otherAda], options: keep })
        .decision,
    ).toBe('reject AR-31 owner.missing');
  });

  it('is not so when the user is mapped (AR-36)', () => {
    const told = decide({
      archive,
      here: [otherAda],
      options: { ...keep, mapping: { [ada]: ada } },
    });
    expect(told[ada].decision).toBe('ignore AR-36 identity.mapped');
    expect(told[ref].notes).toEqual(['AR-36 owner.mapped']);
  });
});

describe('AR-35: what replaces an entity', () => {
  const here = [present(ref), present(ada)];
  const take = { takeOwnership: true };

  it.each([
    ['no option', {}],
    ['keep current owner', keep],
    ['another organization', { organization: team }],
  ])('has the owner and organization of the target: %s', (_, options) => {
    const told = decideFirst({ archive: [shop], here, options });
    expect(told.relocation).toEqual({ keepTargetOwnership: true });
    expect(told.notes).toEqual(['AR-35 owner.target']);
  });

  it('needs neither owner nor organization of the archive', () => {
    const object = archived(ref, {
      owner: named(grace),
      organization: named(team),
    });
    expect(decideFirst({ archive: [object], here }).decision).toMatch(
      'replace',
    );
  });

  it.each([
    ['is here', [present(ada)], {}, 'as it is', 'AR-31 owner.kept'],
    [
      'falls back',
      [],
      { fallBackToImporter: true },
      IMPORTER,
      'AR-31 owner.fallback',
    ],
    [
      'is mapped',
      [present(grace)],
      { mapping: { [ada]: grace } },
      grace,
      'AR-36 owner.mapped',
    ],
  ])(
    'takes the owner of the archive, if that is chosen: one who %s',
    (_, others, options, expected, because) => {
      expect(
        owner({
          here: [present(ref), ...others],
          options: { ...take, ...options },
        }),
      ).toEqual({ owner: expected, because });
    },
  );

  it('is rejected when the owner to take is not here', () => {
    expect(
      decideFirst({ archive: [shop], here: [present(ref)], options: take })
        .decision,
    ).toBe('reject AR-31 owner.missing');
  });

  it('takes the organization of the archive, not one chosen for new objects', () => {
    const chosen = 'group:default/chosen';
    const told = decideFirst({
      archive: [teamShop],
      here: [present(ref), present(team), present(chosen)],
      options: { ...take, organization: chosen },
    });
    expect(told.relocation).toEqual({});
    expect(told.notes).toEqual(['AR-33 organization.kept']);
  });

  it('does not concern groups', () => {
    expect(
      decideFirst({ archive: [archived(team)], here: [present(team)] })
        .relocation,
    ).toEqual({});
  });
});

describe('AR-36: an owner is mapped', () => {
  const mapping = { [ada]: grace };

  it('to a user of this catalog', () => {
    expect(
      decideFirst({
        archive: [shop],
        here: [present(grace)],
        options: { ...keep, mapping },
      }),
    ).toMatchObject({
      relocation: { owner: grace },
      notes: ['AR-36 owner.mapped'],
      told: [`${ada} is ${grace} here, by your mapping.`],
    });
  });

  it('whatever the case of the letters', () => {
    expect(
      owner({
        here: [present(grace)],
        options: {
          ...keep,
          mapping: { 'User:default/Ada': 'user:Default/GRACE' },
        },
      }).owner,
    ).toBe(grace);
  });

  it('also when a user with the same UUID is here', () => {
    expect(
      owner({
        here: [present(ada), present(grace)],
        options: { ...keep, mapping },
      }).owner,
    ).toBe(grace);
  });

  it.each([grace, team])('but neither to nobody nor to a group: %s', to => {
    expect(
      decideFirst({
        archive: [shop],
        here: [present(ada), present(team)],
        options: { ...keep, mapping: { [ada]: to } },
      }).decision,
    ).toBe('reject AR-31 owner.missing');
  });
});
