import type { JsonObject } from '@backstage/types';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { readdir, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import { engines } from '../__testUtils__/databases';
import { eventually } from '../__testUtils__/eventually';
import { portalDatabase } from '../__testUtils__/portalDatabase';
import { archiveOf, component, importing } from './__testUtils__/archiveWorld';
import { PortalProcess, type Death } from './__testUtils__/PortalProcess';

jest.setTimeout(120_000);

/** More than are applied in one transaction, which is 500. */
const MANY = 520;

const directory = createMockDirectory();
const usualTmpdir = process.env.TMPDIR;

describe.each(engines)('an import in a killed portal, on %s', engine => {
  let database: JsonObject;
  let portal: PortalProcess;

  beforeAll(async () => {
    // The portal's alone, so that what is left in it is the portal's.
    process.env.TMPDIR = directory.path;
    database = await portalDatabase(engine);
    portal = await PortalProcess.start(database);
  });
  afterAll(async () => {
    await portal?.kill();
    if (usualTmpdir === undefined) {
      delete process.env.TMPDIR;
    } else {
      process.env.TMPDIR = usualTmpdir;
    }
  });

  const named = (prefix: string) =>
    Array.from({ length: MANY }, (_, n) => component(`${prefix}-${n}`));

  async function planned(prefix: string) {
    const ada = importing(portal.person);
    return ada.plan(await ada.upload(await archiveOf(named(prefix))));
  }

  async function applyUntilDeath(prefix: string, death: Death) {
    const { id } = await planned(prefix);
    await portal.dieAt(death);
    await portal.person.client.applyPlan({ params: { id } }).catch(() => {});
    await portal.death();
    portal = await PortalProcess.start(database);
    return portal.person.ended(id);
  }

  it.each<[string, Death]>([
    [
      'between two batches',
      { plugin: 'connector', statement: '^insert into .objects.', nth: 2 },
    ],
    [
      'while it delivered',
      { plugin: 'catalog', statement: '^insert into .refresh_state.', nth: 2 },
    ],
  ])('AR-61: goes on with the rest when it died %s', async (when, death) => {
    const prefix = when.split(' ')[0];
    const run = await applyUntilDeath(prefix, death);

    expect(run).toMatchObject({
      state: 'succeeded',
      byAction: { create: MANY },
      delivery: { planned: MANY, sent: MANY, visible: MANY },
    });
    // A slow machine may lose the run once more while the portal starts again.
    expect(run.attempt).toBeGreaterThan(1);
    const { items } = await portal.catalog.getEntities({
      filter: {
        'metadata.annotations.backstage-connector.io/connection': 'archive',
      },
      fields: ['metadata.name'],
    });
    const names = items.map(it => it.metadata.name);
    expect(names.filter(it => it.startsWith(prefix)).sort()).toEqual(
      named(prefix)
        .map(it => it.metadata.name)
        .sort(),
    );
    const decisions = await portal.person.decisions(run.id);
    expect(decisions.filter(it => it.applied)).toHaveLength(MANY);
    const again = await planned(prefix);
    expect(again.byReason).toEqual({ 'identity.unchanged': MANY });
  });

  it('AR-10: forgets an upload that it was reading', async () => {
    const ada = importing(portal.person);
    const bytes = await archiveOf(named('lost'));
    await portal.dieAt({
      plugin: 'connector',
      statement: '^insert into .archive_objects.',
      nth: 2,
    });
    await ada.upload(bytes).catch(() => {});
    await portal.death();
    const [file] = (await readdir(directory.path, { recursive: true })).filter(
      it => /^connector-archive-\w{6}\/archive\.zip$/.test(it),
    );
    const path = directory.resolve(file);
    const yesterday = new Date(Date.now() - 86_400_000);
    await utimes(path, yesterday, yesterday);
    await utimes(dirname(path), yesterday, yesterday);
    portal = await PortalProcess.start(database);
    await eventually(async () =>
      expect(await readdir(directory.path)).not.toContain(dirname(file)),
    );

    const { items } = await portal.person.client.listArchives();
    expect(items.filter(it => it.fileName === 'lost.zip')).toEqual([]);
    const archive = await importing(portal.person).upload(bytes, 'lost.zip');
    expect(archive.objects).toBe(MANY);
  });
});
