import type { RunSummary } from '@backstage-connector/plugin-connector-common';
import { connectionInput } from '../__testUtils__/connections';
import {
  connectionServices,
  stubRuns,
} from '../__testUtils__/connectionServices';
import { migratedDatabase } from '../__testUtils__/databases';

const ADA = 'user:default/ada';

async function setUp(over: {
  active?: boolean;
  removeAll?: () => Promise<void>;
}) {
  const removed: string[] = [];
  const services = await connectionServices({
    knex: await migratedDatabase('SQLITE_3'),
    createRuns: () =>
      stubRuns({
        runs: {
          latest: async ([id]) =>
            new Map([
              [id, over.active ? { active: { id: 'r-1' } as RunSummary } : {}],
            ]),
        },
        objects: {
          count: async ([id]) => new Map([[id, 3]]),
          removeAll: async id => {
            await over.removeAll?.();
            removed.push(id);
          },
        },
      }),
  });
  const { id } = await services.connections.create(connectionInput(), ADA);
  return { ...services, id, removed };
}

describe('deleting a connection', () => {
  it('removes the entities, then the connection', async () => {
    const { connections, store, id, removed } = await setUp({});
    await connections.delete(id, 3, ADA);
    expect(removed).toEqual([id]);
    await expect(store.find([id])).resolves.toEqual([]);
  });

  it('refuses another number of entities than there are', async () => {
    const { connections, store, id, removed } = await setUp({});
    await expect(connections.delete(id, 2, ADA)).rejects.toMatchObject({
      name: 'ConflictError',
      message:
        '"entities" says 2, but the connection has 3 entities in the catalog; confirm that number',
    });
    expect(removed).toEqual([]);
    await expect(store.get(id)).resolves.toMatchObject({ enabled: true });
  });

  it('refuses while a run is active', async () => {
    const { connections, id, removed } = await setUp({
      active: true,
    });
    await expect(connections.delete(id, 3, ADA)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('cancel it first'),
    });
    expect(removed).toEqual([]);
  });

  it('keeps the connection, disabled, when its entities cannot be removed', async () => {
    const { connections, store, id } = await setUp({
      removeAll: async () => {
        throw new Error('The catalog is away');
      },
    });
    await expect(connections.delete(id, 3, ADA)).rejects.toThrow(
      'The catalog is away',
    );
    await expect(store.get(id)).resolves.toMatchObject({ enabled: false });
  });
});
