import {
  annotations,
  type ArchiveOptions,
} from '@backstage-connector/plugin-connector-common';
import type { Entity } from '@backstage/catalog-model';
import { engines } from '../__testUtils__/databases';
import { eventually } from '../__testUtils__/eventually';
import { portalDatabase } from '../__testUtils__/portalDatabase';
import {
  INSTANCE,
  archiveOf,
  component,
  everything,
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

jest.setTimeout(60_000);

const GRACE = 'user:default/grace';

describe.each(engines)('imports of archives, portal on %s', engine => {
  let portal: ImportPortal;
  let ada: Importing;
  let grace: Importing;
  const foreign = new ForeignProvider();

  beforeAll(async () => {
    portal = await startImportPortal({
      database: await portalDatabase(engine),
      features: [foreign.feature],
    });
    ada = importing(portal);
    grace = importing(await portal.as(GRACE));
  });
  afterAll(() => portal.stop());

  const shown = (ref: string) => portal.catalog.getEntityByRef(ref);
  /** Has the catalog show these, of somebody else. */
  async function provide(...entities: Entity[]) {
    await foreign.provideEntities(entities);
    await eventually(async () => {
      for (const { kind, metadata } of entities) {
        const ref = `${kind}:default/${metadata.name}`.toLowerCase();
        expect((await shown(ref))?.metadata).toMatchObject(metadata);
      }
    });
  }

  it('AR-10, AR-60 to AR-63: uploads, shows, plans, applies and undoes', async () => {
    const archive = await ada.upload(
      await archiveOf([
        component('web', { dependsOn: ['component:default/db'] }),
        component('db', {}, { title: 'The database' }),
      ]),
    );
    expect(archive).toMatchObject({
      fileName: 'shop.zip',
      uploadedBy: 'user:default/ada',
      objects: 2,
      topLevel: 2,
      invalid: 0,
      byKind: { Component: 2 },
      namespaces: ['default'],
    });
    const listed = await portal.client.listArchiveObjects({
      params: { id: archive.id },
    });
    expect(listed).toMatchObject({
      total: 2,
      items: [
        {
          seq: 1,
          ref: 'component:default/web',
          owner: { ref: 'user:default/ada' },
          requires: [{ ref: 'component:default/db', seq: 2 }],
        },
        { seq: 2, title: 'The database', requires: [] },
      ],
    });

    const plan = await ada.plan(archive);
    expect(plan).toMatchObject({
      kind: 'import',
      archiveId: archive.id,
      applicable: true,
      byAction: { create: 2 },
      byRule: { 'AR-20': 2 },
    });
    expect(plan).toMatchObject({ selection: everything, chosen: 2 });
    const { settings } = await portal.client.getRun({
      params: { id: plan.id },
    });
    expect(settings).toMatchObject({ kind: 'import', chosen: 2 });
    expect(settings).not.toHaveProperty('selection');
    expect(await shown('component:default/web')).toBe(undefined);
    const run = await ada.apply(plan);
    const [{ settings: kept }] = await (
      await portal.knexOf('connector')
    )('runs')
      .where({ id: plan.id })
      .select('settings');
    expect(JSON.parse(kept)).toEqual(settings);
    expect(run).toMatchObject({
      kind: 'import',
      state: 'succeeded',
      technology: 'archive',
      connectionName: 'shop.zip',
      byAction: { create: 2 },
      delivery: { planned: 2, sent: 2, visible: 2 },
    });
    expect(await shown('component:default/web')).toMatchObject({
      metadata: {
        annotations: {
          [annotations.uid]: uidFor('component:default/web'),
          [annotations.connection]: 'archive',
        },
      },
      spec: { owner: 'user:default/ada', dependsOn: ['component:default/db'] },
    });

    expect(await ada.undo(run)).toMatchObject({
      state: 'succeeded',
      byAction: { remove: 2 },
    });
    expect(await shown('component:default/web')).toBe(undefined);
    expect(await shown('component:default/db')).toBe(undefined);
  });

  it('AR-61: imports the same again without a change', async () => {
    const entities = [component('same')];
    await ada.import(entities);
    const archive = await ada.upload(await archiveOf(entities));

    const plan = await ada.plan(archive);

    expect(plan).toMatchObject({
      applicable: false,
      byReason: { 'identity.unchanged': 1 },
    });
    expect(await refusalOf(ada.apply(plan))).toEqual({
      status: 409,
      message: expect.stringContaining('The plan changes nothing'),
    });
  });

  it('AR-62: tells of each object what became of it, in table, file and log', async () => {
    const run = await ada.import([
      component('told', {}, { title: '=HYPERLINK("x")' }),
      component('untold', { dependsOn: ['component:default/nowhere'] }),
    ]);

    expect(run).toMatchObject({
      state: 'partial',
      byAction: { create: 1, skip: 1 },
    });
    const { items } = await portal.client.listDecisions({
      params: { id: run.id },
      query: { rule: 'AR-25' },
    });
    expect(items).toMatchObject([
      {
        ref: 'component:default/untold',
        action: 'skip',
        reason: 'references.missing',
        remedy: expect.stringContaining('Import component:default/nowhere'),
      },
    ]);
    const { items: log } = await portal.client.readRunLog({
      params: { id: run.id },
      query: { limit: 100 },
    });
    const outcomes = log.flatMap(({ level, message, context }) =>
      context?.ref ? [[level, message, context.ref]] : [],
    );
    expect(outcomes).toEqual([
      ['info', 'Created', 'component:default/told'],
      ['warn', 'Skipped', 'component:default/untold'],
    ]);
    const download = (format: 'csv' | 'json') =>
      portal.client.downloadDecisions({
        params: { id: run.id },
        query: { format },
      });
    const csv = (await (await download('csv')).text()).split('\r\n');
    expect(csv[1]).toContain(
      `1,create,yes,component:default/told,Component,"'=HYPERLINK(""x"")",`,
    );
    expect(csv[2]).toContain('2,skip,yes,component:default/untold');
    expect(await (await download('json')).json()).toEqual(
      await portal.decisions(run.id),
    );
  });

  it('AR-24, AR-63: replaces what is older here, and gives it back', async () => {
    await ada.import(
      [component('page', {}, { description: 'First' })],
      {},
      () => ({
        modifiedAt: '2020-01-01T00:00:00.000Z',
      }),
    );

    const run = await ada.import([
      component('page', {}, { description: 'Second' }),
    ]);

    expect(run).toMatchObject({ state: 'succeeded', byAction: { replace: 1 } });
    const [decision] = await portal.decisions(run.id);
    expect(decision).toMatchObject({
      rule: 'AR-24',
      changes: [
        { path: 'metadata.description', before: 'First', after: 'Second' },
      ],
      notes: expect.arrayContaining([
        expect.objectContaining({ rule: 'AR-35', reason: 'owner.target' }),
      ]),
    });
    const before = await shown('component:default/page');
    expect(before?.metadata.description).toBe('Second');
    await ada.undo(run);
    const after = await shown('component:default/page');
    expect(after?.metadata.description).toBe('First');
    const again = await ada.plan(
      await ada.upload(
        await archiveOf(
          [component('page', {}, { description: 'Third' })],
          () => ({
            modifiedAt: '2019-01-01T00:00:00.000Z',
          }),
        ),
      ),
    );
    // The time came back with the content.
    expect(again.byReason).toEqual({ 'identity.older': 1 });
  });

  it('AR-63: leaves what has changed since the import, or is needed now', async () => {
    const first = await ada.import([component('kept'), component('needed')]);
    await ada.import(
      [
        component('kept', {}, { description: 'Changed since' }),
        component('user', { dependsOn: ['component:default/needed'] }),
      ],
      { allowReplace: true },
    );

    const plan = await portal.client.planUndo({ params: { id: first.id } });

    expect(await ada.decided(plan)).toEqual({
      'component:default/kept': 'reject undo.changed-since',
      'component:default/needed': 'reject undo.needed',
    });
    expect(plan).toMatchObject({ kind: 'undo', undoes: first.id });
    expect(plan.applicable).toBe(false);
    const [, needed] = await portal.decisions(plan.id);
    expect(needed.sentence).toBe(
      'component:default/user refers to it now, so it stays.',
    );
  });

  it('AR-63: undoes an undo', async () => {
    const run = await ada.import([component('back')]);
    const undone = await ada.undo(run);
    expect(await shown('component:default/back')).toBe(undefined);

    expect(await ada.undo(undone)).toMatchObject({
      state: 'succeeded',
      byAction: { create: 1 },
    });
    expect((await shown('component:default/back'))?.spec?.type).toBe('service');
  });

  describe('AR-20, AR-63: an import that renames', () => {
    /** Here as `old`, then imported as `name` under the same UUID. */
    async function renamed(old: string, name: string) {
      const uid = uidFor(`component:default/${old}`);
      await ada.import([component(old)]);
      const run = await ada.import(
        [component(name)],
        { allowReplace: true },
        () => ({ uid }),
      );
      expect(run).toMatchObject({ byAction: { replace: 1 } });
      expect(await shown(`component:default/${old}`)).toBe(undefined);
      expect(await shown(`component:default/${name}`)).toBeDefined();
      return run;
    }

    it('is undone: the entity has its old reference back', async () => {
      const run = await renamed('first-name', 'second-name');

      expect(await ada.undo(run)).toMatchObject({
        state: 'succeeded',
        byAction: { replace: 1 },
      });
      expect(await shown('component:default/first-name')).toBeDefined();
      expect(await shown('component:default/second-name')).toBe(undefined);
    });

    it('is not undone while another has the old reference', async () => {
      const run = await renamed('wanted-name', 'other-name');
      await ada.import([component('wanted-name')], {}, () => ({
        uid: uidFor('another'),
      }));

      const plan = await portal.client.planUndo({ params: { id: run.id } });

      expect(plan.applicable).toBe(false);
      expect(await portal.decisions(plan.id)).toMatchObject([
        {
          ref: 'component:default/other-name',
          action: 'reject',
          rule: 'AR-20',
          reason: 'identity.ref-taken',
          sentence: expect.stringContaining(
            `component:default/wanted-name belongs to another object here, with the UUID ${uidFor(
              'another',
            )}, managed by archives`,
          ),
        },
      ]);
    });
  });

  it.each([
    ['same-name', 'same-name'],
    ['former-name', 'latter-name'],
  ])(
    'AR-63: gives back what a restored ledger did not know: %s, then %s',
    async (old, name) => {
      const uid = uidFor(`component:default/${old}`);
      const imported = (as: string, description: string) =>
        ada.import(
          [component(as, {}, { description })],
          { allowReplace: true },
          () => ({ uid }),
        );
      await imported(old, 'First');
      const knex = await portal.knexOf('connector');
      expect(await knex('objects').where({ uid }).delete()).toBe(1);
      const run = await imported(name, 'Second');
      expect(run).toMatchObject({ byAction: { replace: 1 } });
      const descriptions = async () => {
        const { items } = await portal.catalog.getEntities({
          filter: { [`metadata.annotations.${annotations.uid}`]: uid },
        });
        return items.map(it => [it.metadata.name, it.metadata.description]);
      };
      expect(await descriptions()).toEqual([[name, 'Second']]);

      expect(await ada.undo(run)).toMatchObject({ byAction: { replace: 1 } });

      expect(await descriptions()).toEqual([[old, 'First']]);
      const again = await ada.plan(
        await ada.upload(
          await archiveOf(
            [component(old, {}, { description: 'First' })],
            () => ({ uid }),
          ),
        ),
      );
      expect(again.byReason).toEqual({ 'identity.unchanged': 1 });
    },
  );

  it('AR-60: refuses a plan when the catalog has changed, and says what', async () => {
    const stale = async (
      planned: Entity,
      change: () => Promise<unknown>,
      options: Partial<ArchiveOptions> = {},
    ) => {
      const archive = await ada.upload(await archiveOf([planned]));
      const plan = await ada.plan(archive, { allowReplace: true, ...options });
      expect(plan.applicable).toBe(true);
      await change();
      const { status, message } = await refusalOf(ada.apply(plan));
      const [, changed] =
        message.match(
          /^The catalog has changed since the plan was made: (.*)\. Make the plan again$/,
        ) ?? [];
      return [status, changed];
    };
    const crew: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: { name: 'crew', namespace: 'default' },
      spec: { type: 'team', children: [] },
    };
    await ada.import([component('drifting')]);
    const library = await ada.import([component('library')]);
    const group = await ada.import([crew]);

    expect(
      await stale(component('drifting', { type: 'website' }), () =>
        grace.import([component('drifting', { type: 'library' })], {
          allowReplace: true,
        }),
      ),
    ).toEqual([409, 'component:default/drifting was changed']);
    expect(
      await stale(
        component('caller', { dependsOn: ['component:default/library'] }),
        () => ada.undo(library),
      ),
    ).toEqual([
      409,
      'component:default/library, which component:default/caller refers to, is gone',
    ]);
    expect(
      await stale(
        component('crewed', { owner: 'group:default/crew' }),
        () => ada.undo(group),
        { keepCurrentOwner: true },
      ),
    ).toEqual([
      409,
      'group:default/crew, which component:default/crewed refers to, is gone',
    ]);
    expect(
      await stale(component('race'), () => grace.import([component('race')])),
    ).toEqual([409, 'component:default/race is here now']);
    expect(
      await stale(component('taken'), () =>
        provide(component('taken', {}, { description: 'Not ours' })),
      ),
    ).toEqual([
      409,
      'the reference component:default/taken belongs to another entity now',
    ]);
  });

  it('AR-60: applies a plan once, whoever is quicker', async () => {
    const archive = await ada.upload(await archiveOf([component('once')]));
    const plan = await ada.plan(archive);

    const answers = await Promise.allSettled(
      [1, 2, 3].map(() => portal.client.applyPlan({ params: { id: plan.id } })),
    );

    expect(answers.filter(it => it.status === 'fulfilled')).toHaveLength(1);
    expect(await portal.ended(plan.id)).toMatchObject({ state: 'succeeded' });
    const { message } = await refusalOf(ada.apply(plan));
    expect(message).toContain('was applied already');
  });

  it('AR-60: applies a plan whose archive is gone', async () => {
    const archive = await ada.upload(await archiveOf([component('later')]));
    const plan = await ada.plan(archive);
    await portal.client.deleteArchive({ params: { id: archive.id } });

    expect(await ada.apply(plan)).toMatchObject({ state: 'succeeded' });
    expect(await shown('component:default/later')).toBeDefined();
  });

  it('AR-20, AR-21: leaves what a YAML location manages, and names it', async () => {
    await provide(component('yaml'), component('theirs'));
    const uid = (await shown('component:default/yaml'))?.metadata.uid;

    const archive = await ada.upload(
      await archiveOf(
        [
          component('yaml', { type: 'library' }),
          component('theirs', { type: 'x' }),
        ],
        ref => (ref === 'component:default/yaml' ? { uid } : {}),
      ),
    );
    const plan = await ada.plan(archive, { allowReplace: true });

    expect(await ada.decided(plan)).toEqual({
      'component:default/yaml': 'reject identity.managed-elsewhere',
      'component:default/theirs': 'reject identity.ref-taken',
    });
    for (const { sentence } of await portal.decisions(plan.id)) {
      expect(sentence).toContain(ForeignProvider.location);
    }
  });

  it('AR-10: imports a part, and what it requires with it', async () => {
    const archive = await ada.upload(
      await archiveOf([
        component('part', { dependsOn: ['component:default/required'] }),
        component('required'),
        component('rest'),
      ]),
    );

    const plan = await ada.plan(archive, {}, { mode: 'only', seqs: [1] });

    expect(await ada.decided(plan)).toEqual({
      'component:default/part': 'create identity.new',
      'component:default/required': 'create identity.new',
    });
    const all = await ada.plan(archive, {}, everything);
    expect(all.byAction.create).toBe(3);
    await expect(
      portal.client.getPlan({ params: { id: plan.id } }),
    ).rejects.toMatchObject({ statusCode: 404 });
    const none = ada.plan(archive, {}, { mode: 'only', seqs: [4] });
    expect(await refusalOf(none)).toEqual({
      status: 400,
      message: '"selection.seqs": the archive has no object 4',
    });
  });

  it('AR-36: suggests who an owner is, keeps the mapping and uses it again', async () => {
    const person = (name: string, email: string): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name, namespace: 'default' },
      spec: { profile: { email, displayName: 'Lin' }, memberOf: [] },
    });
    await provide(person('lin', 'lin@example.com'));
    const bytes = await archiveOf([
      component('lins', { owner: 'user:default/lin-old' }),
      person('lin-old', 'LIN@example.com'),
    ]);
    const archive = await ada.upload(bytes);
    const principals = async (id: string) =>
      (await portal.client.listArchivePrincipals({ params: { id } })).items;
    expect(await principals(archive.id)).toEqual([
      {
        kind: 'User',
        ref: 'user:default/lin-old',
        uid: uidFor('user:default/lin-old'),
        objects: 1,
        inArchive: true,
        suggestions: [{ ref: 'user:default/lin', title: 'Lin', by: 'e-mail' }],
      },
    ]);
    const selection = { mode: 'only', seqs: [1] } as const;
    const options = { keepCurrentOwner: true };
    const chosen = { mode: 'only' as const, seqs: [...selection.seqs] };
    const plan = await ada.plan(
      archive,
      { ...options, mapping: { 'user:default/lin-old': 'user:default/lin' } },
      chosen,
    );
    await ada.apply(plan);
    expect((await shown('component:default/lins'))?.spec?.owner).toBe(
      'user:default/lin',
    );

    const second = await ada.upload(
      await archiveOf([component('more', { owner: 'user:default/lin-old' })]),
    );
    expect((await principals(second.id))[0].target).toEqual({
      ref: 'user:default/lin',
      by: 'mapping',
    });
    const again = await ada.plan(second, options);
    expect(again.options?.mapping).toEqual({
      'user:default/lin-old': 'user:default/lin',
    });
    const without = await ada.plan(second, {
      ...options,
      mapping: { 'user:default/lin-old': '' },
    });
    expect(without.byReason).toEqual({ 'owner.missing': 1 });
    expect(without.options?.mapping).toEqual({ 'user:default/lin-old': '' });
    expect(second.header.source.instance).toBe(INSTANCE);
    const nobody = { 'user:default/lin-old': 'user:x/y' };
    const { message } = await refusalOf(ada.plan(second, { mapping: nobody }));
    expect(message).toContain('this catalog has no user:x/y');

    // To forget it is a choice like any other: it counts once it is applied.
    expect((await ada.plan(second, options)).options?.mapping).not.toEqual({});
    const forgetting = await ada.plan(second, {
      mapping: { 'user:default/lin-old': '' },
    });
    await ada.apply(forgetting);
    expect((await principals(second.id))[0]).not.toHaveProperty('target');
    expect((await ada.plan(second, options)).options?.mapping).toEqual({});
  });

  it('shows uploads and plans to nobody else', async () => {
    const archive = await ada.upload(await archiveOf([component('private')]));
    const plan = await ada.plan(archive);
    const { client } = await portal.as(GRACE);
    const id = archive.id;

    for (const refused of [
      () => client.getArchive({ params: { id } }),
      () => client.listArchiveObjects({ params: { id } }),
      () => client.listArchivePrincipals({ params: { id } }),
      () => client.deleteArchive({ params: { id } }),
      () => grace.plan(archive),
      () => client.getPlan({ params: { id: plan.id } }),
      () => client.applyPlan({ params: { id: plan.id } }),
    ]) {
      await expect(refused()).rejects.toMatchObject({ statusCode: 404 });
    }
    const { items } = await client.listArchives();
    expect(items.map(it => it.id)).not.toContain(id);
    const own = await portal.client.listArchives();
    expect(own.items.map(it => it.id)).toContain(id);
  });
});
