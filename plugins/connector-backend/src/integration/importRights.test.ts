import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  entityCreatePermission,
  entityUpdatePermission,
  type Run,
} from '@backstage-connector/plugin-connector-common';
import { engines } from '../__testUtils__/databases';
import { eventually } from '../__testUtils__/eventually';
import { portalDatabase } from '../__testUtils__/portalDatabase';
import {
  connectorConnectionConditions,
  connectorEntityConditions,
  createConnectorConnectionConditionalDecision,
  createConnectorEntityConditionalDecision,
} from '../index';
import {
  archiveOf,
  component,
  importing,
  refusalOf,
  uidFor,
  type Importing,
} from './__testUtils__/archiveWorld';
import { ForeignProvider } from './__testUtils__/ForeignProvider';
import {
  startImportPortal,
  type ImportPortal,
} from './__testUtils__/importPortal';
import { policyFeatures } from './__testUtils__/testPolicy';

jest.setTimeout(60_000);

/** May create Components and Resources; sees all but what is hidden. */
const MAKER = 'user:default/maker';
/** May replace what is his. */
const KEEPER = 'user:default/keeper';
/** May create what his team owns, and see the runs of all; no users and groups. */
const RESTORER = 'user:default/restorer';
const TEAM = 'group:default/restorers';
/** May replace what is in one namespace. */
const SETTLER = 'user:default/settler';
/** May do all but what was {@link withdrawn}. */
const LOSER = 'user:default/loser';
/** May do nothing with the connector. */
const GUEST = 'user:default/guest';

const ALLOW = { result: AuthorizeResult.ALLOW } as const;
const DENY = { result: AuthorizeResult.DENY } as const;

/** What some person could do when a plan was made. */
const withdrawn = new Set<string>();

const policy = policyFeatures(async ({ permission }, user) => {
  switch (user?.info.userEntityRef) {
    case MAKER:
      if (isPermission(permission, catalogEntityReadPermission)) {
        return createCatalogConditionalDecision(permission, {
          not: catalogConditions.hasMetadata({ key: 'tags', value: 'hidden' }),
        });
      }
      if (isPermission(permission, entityCreatePermission)) {
        return createConnectorEntityConditionalDecision(
          permission,
          connectorEntityConditions.isEntityKind({
            kinds: ['Component', 'Resource'],
          }),
        );
      }
      if (isResourcePermission(permission, 'connector-connection')) {
        return createConnectorConnectionConditionalDecision(
          permission,
          connectorConnectionConditions.hasTechnology({ technologies: [] }),
        );
      }
      return permission.name === 'connector.organization.import' ? DENY : ALLOW;
    case KEEPER:
      return isPermission(permission, entityUpdatePermission)
        ? createConnectorEntityConditionalDecision(
            permission,
            connectorEntityConditions.isEntityOwner({ claims: [KEEPER] }),
          )
        : ALLOW;
    case RESTORER:
      if (isPermission(permission, entityCreatePermission)) {
        return createConnectorEntityConditionalDecision(
          permission,
          connectorEntityConditions.isEntityOwner({ claims: [TEAM] }),
        );
      }
      return permission.name === 'connector.organization.import' ? DENY : ALLOW;
    case SETTLER:
      return isPermission(permission, entityUpdatePermission)
        ? createConnectorEntityConditionalDecision(
            permission,
            connectorEntityConditions.isInNamespace({ namespaces: ['colony'] }),
          )
        : ALLOW;
    case LOSER:
      return withdrawn.has(permission.name) ? DENY : ALLOW;
    case GUEST:
      return permission.name.startsWith('connector.') ? DENY : ALLOW;
    default:
      return ALLOW;
  }
});

const entity = (kind: string, name: string, spec: Entity['spec']): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default' },
  spec,
});

const three = (name: string) => [
  component(name),
  entity('Resource', name, { type: 'bucket', owner: 'user:default/ada' }),
  entity('Domain', name, { owner: 'user:default/ada' }),
];

const uidOf = (it: Entity) => uidFor(stringifyEntityRef(it));

describe.each(engines)('rights to import, portal on %s', engine => {
  let portal: ImportPortal;
  let maker: Importing;
  const foreign = new ForeignProvider();

  beforeAll(async () => {
    portal = await startImportPortal({
      database: await portalDatabase(engine),
      config: { permission: { enabled: true } },
      features: [foreign.feature, ...policy],
    });
    maker = importing(await portal.as(MAKER));
    await foreign.provideEntities([
      component('secret', {}, { tags: ['hidden'] }),
      component('public'),
    ]);
    await eventually(async () => {
      const { items } = await portal.catalog.getEntities();
      if (items.length < 2) {
        throw new Error('The catalog has not shown them yet');
      }
    });
  });
  afterAll(() => portal.stop());

  it('AR-26: rejects the one kind of three that a person may not create', async () => {
    const run = await maker.import([
      ...three('shop'),
      entity('Group', 'team', { type: 'team', children: [] }),
    ]);

    expect(run).toMatchObject({ state: 'partial', requestedBy: MAKER });
    expect(await maker.decided(run)).toEqual({
      'component:default/shop': 'create identity.new',
      'resource:default/shop': 'create identity.new',
      'domain:default/shop': 'reject permission.create',
      'group:default/team': 'reject permission.import',
    });
    const { items } = await portal.catalog.getEntitiesByRefs({
      entityRefs: ['resource:default/shop', 'domain:default/shop'],
    });
    expect(items.map(it => it?.kind)).toEqual(['Resource', undefined]);
  });

  it('AR-26: fails before anything is written when strict', async () => {
    const archive = await maker.upload(await archiveOf(three('strict')));
    const plan = await maker.plan(archive, { strict: true });
    expect(plan).toMatchObject({
      applicable: false,
      findings: [{ code: 'permission.strict', severity: 'error' }],
    });

    const run = await maker.apply(plan);

    expect(run).toMatchObject({
      kind: 'import',
      state: 'failed',
      failure: { code: 'archive.strict', title: plan.findings[0].sentence },
      report: { findings: [{ code: 'permission.strict' }] },
    });
    const left = await portal.catalog.getEntityByRef(
      'component:default/strict',
    );
    expect(left).toBe(undefined);
    expect(await refusalOf(maker.apply(plan))).toMatchObject({ status: 409 });
  });

  describe('AR-26: to replace, what counts is the entity that is here', () => {
    it('and who owns it, whoever does in the archive', async () => {
      const keeper = importing(await portal.as(KEEPER));
      const ada = importing(portal);
      await keeper.import([component('his')]);
      await ada.import([component('hers')]);
      const changed = [
        component('his', { type: 'library' }),
        component('hers', { type: 'library', owner: KEEPER }),
      ];

      const run = await keeper.import(changed, { allowReplace: true });

      expect(await keeper.decided(run)).toEqual({
        'component:default/his': 'replace identity.replaced-anyway',
        'component:default/hers': 'reject permission.update',
      });
      expect(run).toMatchObject({ state: 'partial' });
      const [his, hers] = await Promise.all(
        ['his', 'hers'].map(it =>
          portal.catalog.getEntityByRef(`component:default/${it}`),
        ),
      );
      expect(his?.spec).toMatchObject({ type: 'library', owner: KEEPER });
      expect(hers?.spec?.type).toBe('service');
      // The same rights hold for the way back.
      const undone = await keeper.undo(run);
      expect(undone).toMatchObject({ state: 'succeeded' });
    });

    it('and its namespace, wherever the archive has it', async () => {
      const settler = importing(await portal.as(SETTLER));
      const [here, there] = ['colony', 'default'].map(namespace =>
        component('hut', {}, { namespace }),
      );
      await settler.import([here, there]);
      const moved = (it: Entity, name: string) => [
        component(name, {}, { namespace: 'elsewhere', uid: uidOf(it) }),
      ];

      const run = await settler.import(
        [...moved(here, 'moved'), ...moved(there, 'not-moved')],
        { allowReplace: true },
      );

      expect(await settler.decided(run)).toEqual({
        'component:elsewhere/moved': 'replace identity.replaced-anyway',
        'component:elsewhere/not-moved': 'reject permission.update',
      });
      expect(run).toMatchObject({ state: 'partial' });
    });
  });

  it('AR-25: what a person may not see counts as missing, and still blocks', async () => {
    const archive = await maker.upload(
      await archiveOf([
        component('curious', { dependsOn: ['component:default/secret'] }),
        component('polite', { dependsOn: ['component:default/public'] }),
        component('secret', { type: 'library' }),
      ]),
    );
    const plan = await maker.plan(archive, {}, { mode: 'only', seqs: [1, 2] });
    expect(await maker.decided(plan)).toEqual({
      'component:default/curious': 'skip references.skipped',
      'component:default/polite': 'create identity.new',
      'component:default/secret': expect.stringMatching(/^reject identity/),
    });
    const blocked = (await (await portal.as(MAKER)).decisions(plan.id)).find(
      it => it.ref === 'component:default/secret',
    );
    expect(blocked?.sentence).not.toContain(ForeignProvider.location);

    const alone = await maker.upload(
      await archiveOf([
        component('curious', { dependsOn: ['component:default/secret'] }),
      ]),
    );
    expect(await maker.decided(await maker.plan(alone))).toEqual({
      'component:default/curious': 'skip references.missing',
    });
  });

  it.each([
    [
      'connector.organization.import',
      'you may no longer import group:default/lost, which needs the permission connector.organization.import',
    ],
    [
      'connector.entity.create',
      'you may no longer create component:default/lost',
    ],
    [
      'connector.entity.update',
      'you may no longer replace component:default/lasting',
    ],
  ])(
    'AR-26, AR-60: refuses a plan of a person who has lost %s',
    async (permission, change) => {
      const loser = importing(await portal.as(LOSER));
      await loser.import([component('lasting')], { allowReplace: true });
      const archive = await loser.upload(
        await archiveOf([
          component('lost'),
          component('lasting', { type: 'library' }),
          entity('Group', 'lost', { type: 'team', children: [] }),
        ]),
      );
      const plan = await loser.plan(archive, { allowReplace: true });
      expect(plan.byAction).toMatchObject({ create: 2, replace: 1 });

      withdrawn.add(permission);
      const refused = await refusalOf(loser.apply(plan)).finally(() =>
        withdrawn.clear(),
      );

      expect(refused).toMatchObject({ status: 409 });
      expect(refused.message).toContain(change);
      const lost = ['component:default/lost', 'group:default/lost'];
      const { items } = await portal.catalog.getEntitiesByRefs({
        entityRefs: lost,
      });
      expect(items).toEqual([undefined, undefined]);
    },
  );

  it('AR-26: needs for a location what registering one needs', async () => {
    const loser = importing(await portal.as(LOSER));
    const archive = await loser.upload(
      await archiveOf([
        component('beside-a-location'),
        entity('Location', 'elsewhere', {
          type: 'url',
          target: 'https://git.example.com/all.yaml',
        }),
      ]),
    );
    withdrawn.add('catalog.location.create');
    const plan = await loser.plan(archive).finally(() => withdrawn.clear());

    expect(await loser.decided(plan)).toEqual({
      'component:default/beside-a-location': 'create identity.new',
      'location:default/elsewhere': 'reject permission.import',
    });
    expect((await loser.plan(archive)).byAction).toMatchObject({ create: 2 });
  });

  it('AR-60: refuses a plan of a person who has lost sight of what it needs', async () => {
    const archive = await maker.upload(
      await archiveOf([
        component('fan', { dependsOn: ['component:default/public'] }),
      ]),
    );
    const plan = await maker.plan(archive);
    await foreign.provideEntities([
      component('secret', {}, { tags: ['hidden'] }),
      component('public', {}, { tags: ['hidden'] }),
    ]);
    await eventually(async () => {
      const it = await portal.catalog.getEntityByRef(
        'component:default/public',
      );
      expect(it?.metadata.tags).toEqual(['hidden']);
    });

    expect(await refusalOf(maker.apply(plan))).toEqual({
      status: 409,
      message: expect.stringContaining(
        'component:default/public, which component:default/fan refers to, is gone',
      ),
    });
  });

  describe('AR-26, AR-63: to undo an undo', () => {
    /** What an administrator has imported, and undone. */
    async function undone(keepCurrentOwner: boolean, ...entities: Entity[]) {
      const ada = importing(portal);
      return ada.undo(await ada.import(entities, { keepCurrentOwner }));
    }
    const undoAs = async (person: string, { id }: Run) => {
      const { client } = await portal.as(person);
      return client.planUndo({ params: { id } });
    };

    it('a person needs the rights to create what comes back', async () => {
      await importing(portal).import([
        entity('Group', 'restorers', { type: 'team', children: [] }),
        entity('Group', 'others', { type: 'team', children: [] }),
      ]);
      const run = await undone(
        true,
        component('of-the-team', { owner: TEAM }),
        component('of-others', { owner: 'group:default/others' }),
        entity('Group', 'gone', { type: 'team', children: [] }),
      );
      expect(run).toMatchObject({ byAction: { remove: 3 } });

      const plan = await undoAs(RESTORER, run);

      const restorer = importing(await portal.as(RESTORER));
      expect(await restorer.decided(plan)).toEqual({
        'component:default/of-the-team': 'create undo.removed',
        'component:default/of-others': 'reject permission.create',
        'group:default/gone': 'reject permission.import',
      });
      expect(await restorer.apply(plan)).toMatchObject({ state: 'partial' });
      const shown = await portal.catalog.getEntityByRef(
        'component:default/of-the-team',
      );
      expect(shown?.spec?.owner).toBe(TEAM);
    });

    it('a person has to be allowed to read the run', async () => {
      const run = await undone(false, component('read'));

      expect(await refusalOf(undoAs(MAKER, run))).toMatchObject({
        status: 403,
        message: expect.stringContaining('connector.run.read'),
      });
      expect((await undoAs(LOSER, run)).byAction.create).toBe(1);
    });
  });

  it('shows runs to who has started them, without a right to those of any connection', async () => {
    const run = await maker.import([component('mine')]);
    const { client } = await portal.as(MAKER);
    const params = { id: run.id };

    const { items } = await client.listRuns();
    expect(items.map(it => it.id)).toContain(run.id);
    expect(items.map(it => it.requestedBy)).toEqual(items.map(() => MAKER));
    await client.readRunLog({ params });
    await client.downloadDecisions({ params });
    const stranger = (await portal.as(GUEST)).client;
    for (const refused of [
      () => stranger.getRun({ params }),
      () => stranger.listDecisions({ params }),
      () => stranger.downloadDecisions({ params }),
      () => stranger.planUndo({ params }),
    ]) {
      expect(await refusalOf(refused())).toMatchObject({ status: 403 });
    }
  });
});
