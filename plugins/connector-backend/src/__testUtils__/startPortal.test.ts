import { engines } from './databases';
import { portalDatabase } from './portalDatabase';
import { startPortal } from './startPortal';

jest.setTimeout(60_000);

describe.each(engines)('startPortal, on %s', engine => {
  it('finds on a second start what the first has left', async () => {
    const database = await portalDatabase(engine);
    const first = await startPortal({ database });
    await first.catalogKnex.schema.createTable('left', table =>
      table.text('a'),
    );
    await first.stop();

    const second = await startPortal({ database });

    expect(await second.catalogKnex.schema.hasTable('left')).toBe(true);
    expect(await second.catalog.getEntities()).toEqual({ items: [] });
    await second.stop();
  });
});
