import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const repository = resolve(__dirname, '../../..');

describe('the scripts', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'connector scripts '));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('leave the databases of a portal that runs, also with --reset', async () => {
    const portal = createServer(socket => socket.destroy()).listen(0);
    await once(portal, 'listening');
    const { port } = portal.address() as AddressInfo;
    const database = join(folder, 'db', 'connector.sqlite');
    mkdirSync(join(folder, 'db'));
    writeFileSync(database, '');
    const { status, stderr } = spawnSync('script/start', ['--reset'], {
      cwd: repository,
      env: { ...process.env, PORT: String(port), PORTAL_STATE: folder },
      encoding: 'utf8',
    });
    portal.close();
    expect(stderr).toContain(`something already answers on port ${port}`);
    expect(status).toBe(1);
    expect(existsSync(database)).toBe(true);
  });

  it('find the build of a checkout with a space in its path', () => {
    const scripts = join(folder, 'script/lib');
    const build = join(folder, 'packages/app/dist');
    mkdirSync(scripts, { recursive: true });
    mkdirSync(build, { recursive: true });
    const script = join(scripts, 'buildPortal.mjs');
    copyFileSync(join(repository, 'script/lib/buildPortal.mjs'), script);
    // Made from what is there: nothing.
    const nothing = createHash('sha256').digest('hex');
    writeFileSync(join(build, '.built-from'), nothing);
    const { status, stderr } = spawnSync(process.execPath, [script], {
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, expect.any(String)]);
  });
});
