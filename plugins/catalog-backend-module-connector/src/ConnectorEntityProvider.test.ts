import { TestDatabases } from '@backstage/backend-test-utils';
import { ConnectorEntityProvider } from './ConnectorEntityProvider';
import { delivery, table } from './__testUtils__/entities';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

// What the catalog does with mutations is the subject of module.test.ts.
describe('ConnectorEntityProvider', () => {
  it('has the name under which the catalog keeps its entities', async () => {
    const knex = await databases.init('SQLITE_3');

    expect(ConnectorEntityProvider.create({ knex }).getProviderName()).toBe(
      'backstage-connector',
    );
  });

  it('is unavailable until it is connected', async () => {
    const knex = await databases.init('SQLITE_3');

    await expect(
      ConnectorEntityProvider.create({ knex }).deliver(
        delivery({ added: [table('orders')] }),
      ),
    ).rejects.toMatchObject({ name: 'ServiceUnavailableError' });
  });
});
