// A PostgreSQL server for one test, which tells by messages what to do with it.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- a script, in no package
import { startPostgres } from '../../../../script/lib/startPostgres.mjs';

// What it has committed must be there after a crash of it.
const server = await startPostgres({ synchronous_commit: 'on' });
process.send(server.url);
process.on('message', async what => {
  await server[what]();
  process.send('done');
  if (what === 'stop') {
    process.disconnect();
  }
});
