import {
  archived,
  decide,
  decideFirst,
  decisions,
  plan,
  present,
} from '../__fixtures__/archives';
import type { ArchivedObject } from '../types';

const shop = 'component:default/shop';

describe('permission rules (AR-26)', () => {
  it.each([
    ['a new entity needs create', [], { mayCreate: () => false }, 'create'],
    [
      'an entity that is here needs update',
      [present(shop)],
      { mayUpdate: () => false },
      'update',
    ],
  ])('%s', (_, here, basis, missing) => {
    expect(
      decideFirst({ archive: [archived(shop)], here, basis }),
    ).toMatchObject({
      decision: `reject AR-26 permission.${missing}`,
      sentence: expect.stringContaining(`connector.entity.${missing}`),
    });
  });

  it.each([
    [
      'create is not asked for what is here',
      [present(shop)],
      'mayCreate',
      'replace',
    ],
    ['update is not asked for what is new', [], 'mayUpdate', 'create'],
  ])('%s', (_, here, right, action) => {
    expect(
      decideFirst({
        archive: [archived(shop)],
        here,
        basis: { [right]: () => false },
      }).decision,
    ).toMatch(action);
  });

  it('what is ignored needs no permission', () => {
    const object = archived(shop);
    expect(
      decideFirst({
        archive: [object],
        here: [present(shop, { hash: object.hash })],
        basis: { mayUpdate: () => false },
      }).decision,
    ).toMatch('ignore');
  });

  it.each<[string, Partial<ArchivedObject>, string | undefined]>([
    ['user:default/x', {}, 'connector.organization.import'],
    ['group:default/x', {}, 'connector.organization.import'],
    ['group:default/x', { kind: 'group' }, 'connector.organization.import'],
    ['location:default/x', {}, 'catalog.location.create'],
    ['location:default/x', { kind: 'location' }, 'catalog.location.create'],
    [
      'location:default/x',
      { apiVersion: 'example.org/v1' },
      'catalog.location.create',
    ],
    ['assettype:default/x', {}, 'connector.type.import'],
    ['policy:default/x', { systemWide: true }, 'connector.policy.import'],
    [
      'lifecyclemodel:default/x',
      { systemWide: true },
      'connector.policy.import',
    ],
    ['policy:default/x', {}, undefined],
    ['lifecyclemodel:default/x', {}, undefined],
    [
      'policy:default/x',
      { systemWide: true, apiVersion: 'example.org/v1' },
      undefined,
    ],
    ['component:default/x', {}, undefined],
  ])('%s %j needs the permission %s', (ref, more, permission) => {
    const asked: string[] = [];
    const told = decideFirst({
      archive: [archived(ref, more)],
      basis: {
        hasPermission: name => {
          asked.push(name);
          return false;
        },
      },
    });
    expect(asked).toEqual(permission ? [permission] : []);
    expect(told.decision).toBe(
      permission
        ? 'reject AR-26 permission.import'
        : 'create AR-20 identity.new',
    );
    expect(told.sentence).toContain(permission ?? '');
  });

  describe('a person without the right for one kind of three', () => {
    const archive = [
      archived('component:default/a'),
      archived('api:default/b'),
      archived('resource:default/c'),
    ];
    const basis = { mayCreate: ({ kind }: ArchivedObject) => kind !== 'API' };

    it('imports the two others', () => {
      expect(decisions({ archive, basis })).toEqual({
        'component:default/a': 'create AR-20 identity.new',
        'api:default/b': 'reject AR-26 permission.create',
        'resource:default/c': 'create AR-20 identity.new',
      });
      expect(decide({ archive, basis })['api:default/b'].sentence).toBe(
        'You may not create entities of kind API here (permission connector.entity.create).',
      );
      expect(plan({ archive, basis })).toMatchObject({
        applicable: true,
        findings: [],
      });
    });

    it('imports nothing with the option strict', () => {
      expect(plan({ archive, basis, options: { strict: true } })).toMatchObject(
        {
          applicable: false,
          findings: [
            {
              code: 'permission.strict',
              severity: 'error',
              count: 1,
              samples: ['api:default/b'],
            },
          ],
        },
      );
    });

    it('is none of strict when all permissions are there', () => {
      expect(
        plan({
          archive: [...archive, archived(shop, { invalid: 'no name' })],
          options: { strict: true },
        }),
      ).toMatchObject({ applicable: true, findings: [] });
    });
  });
});
