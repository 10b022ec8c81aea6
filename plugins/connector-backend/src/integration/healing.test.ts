import type { Connection } from '@backstage-connector/plugin-connector-common';
import type { JsonObject } from '@backstage/types';
import { rmSync } from 'node:fs';
import { engines } from '../__testUtils__/databases';
import { portalDatabase } from '../__testUtils__/portalDatabase';
import { readImported } from './__testUtils__/imported';
import {
  startWatchedPortal,
  type WatchedPortal,
} from './__testUtils__/watchedPortal';

jest.setTimeout(60_000);

describe.each(engines)('what a catalog has lost, portal on %s', engine => {
  let database: JsonObject;
  let portal: WatchedPortal;

  beforeAll(async () => {
    database = await portalDatabase(engine);
    portal = await startWatchedPortal(database);
  });
  afterAll(() => portal.stop());

  async function imported() {
    const { connection, all } = await portal.connectShop();
    const run = await portal.run(connection.id);
    expect(run.delivery).toMatchObject({ visible: all.length });
    portal.road.takeDelivered(connection);
    return { connection, all, before: await state(connection) };
  }

  /** Catalog and ledger, without what a new delivery changes in them. */
  async function state(connection: Connection) {
    const knex = await portal.knexOf('connector');
    const rows = await knex('objects')
      .where({ source_id: connection.id })
      .orderBy('uid');
    return {
      ledger: rows.map(({ delivered_at, run_id, ...kept }) => kept),
      catalog: await portal.shown(connection),
    };
  }

  it('is delivered again after the catalog was emptied, and nothing else', async () => {
    const { connection, all, before } = await imported();
    for (const table of [
      'refresh_state_references',
      'refresh_state',
      'final_entities',
      'relations',
    ]) {
      await portal.catalogKnex(table).delete();
    }
    expect(await portal.shown(connection)).toEqual([]);

    const run = await portal.run(connection.id);

    expect(run).toMatchObject({
      state: 'succeeded',
      report: {
        byReason: { 'identity.unchanged': all.length },
        findings: [{ code: 'delivery.missing', count: all.length }],
      },
      delivery: { planned: all.length, visible: all.length },
    });
    const { road } = portal;
    expect(road.takeDelivered(connection)).toEqual({ added: all, removed: [] });
    expect(await state(connection)).toEqual(before);
    await portal.run(connection.id);
    expect(road.takeDelivered(connection)).toEqual({ added: [], removed: [] });
  });

  it('is delivered again after the catalog started on a new database', async () => {
    const { connection, all, before } = await imported();
    if (engine === 'POSTGRES_18') {
      await portal.catalogKnex.raw('drop schema catalog cascade');
      await portal.stop();
    } else {
      const { filename } = portal.catalogKnex.client.config.connection;
      await portal.stop();
      rmSync(filename);
    }
    portal = await startWatchedPortal(database);
    expect(await portal.shown(connection)).toEqual([]);

    const run = await portal.run(connection.id);

    expect(run).toMatchObject({ state: 'succeeded', attempt: 1 });
    const { road } = portal;
    expect(road.takeDelivered(connection)).toEqual({ added: all, removed: [] });
    expect(await state(connection)).toEqual(before);
  });

  it('is the one entity that somebody deleted', async () => {
    const { connection, before } = await imported();
    const { relation } = await readImported(portal.catalog, connection);
    const { uid = '' } = relation('shop', 'order')?.metadata ?? {};
    await portal.catalog.removeEntityByUid(uid);
    expect(await portal.shown(connection)).toHaveLength(
      before.catalog.length - 1,
    );

    const run = await portal.run(connection.id);

    expect(run.delivery).toMatchObject({ planned: 1, visible: 1 });
    const delivered = portal.road.takeDelivered(connection);
    expect(delivered).toEqual({ added: ['order'], removed: [] });
    expect(await state(connection)).toEqual(before);
  });
});
