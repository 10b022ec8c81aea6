/*
 * A real portal, as a process of its own. The parent gives the configuration by
 * --config, and may say at which statement the process is to die.
 */
import { createBackend } from '@backstage/backend-defaults';
import { createAuthPlugin } from '../../__testUtils__/authPlugin';
import { createPluginDatabases } from '../../__testUtils__/pluginDatabases';
import { PERSON } from '../../__testUtils__/startPortal';
import type { Death } from './PortalProcess';

async function main() {
  const databases = createPluginDatabases();
  const auth = await createAuthPlugin();
  const backend = createBackend();
  backend.add(databases.feature);
  backend.add(auth.feature);
  backend.add(import('@backstage/plugin-catalog-backend'));
  backend.add(
    import('@backstage-connector/plugin-catalog-backend-module-connector'),
  );
  backend.add(import('../../index'));
  backend.add(
    import('@backstage-connector/plugin-connector-backend-module-postgresql'),
  );
  await backend.start();

  process.on('message', async ({ plugin, statement, nth }: Death) => {
    const pattern = new RegExp(statement);
    let count = 0;
    const knex = await databases.clientOf(plugin);
    // Emitted before the statement is sent.
    knex.on('query', ({ sql }: { sql: string }) => {
      count += pattern.test(sql) ? 1 : 0;
      if (count === nth) {
        process.kill(process.pid, 'SIGKILL');
      }
    });
    process.send?.('armed');
  });
  process.send?.({ userToken: await auth.userToken(PERSON) });
  process.send?.('ready');
}

main().catch(error => {
  // eslint-disable-next-line no-console
  console.error(error);
  process.exit(1);
});
