import {
  capabilities,
  type Asset,
  type Technology,
} from '@backstage-connector/plugin-connector-common';
import type { ConnectorConfig, Session } from '../../connector';
import { createConnector } from '../../createConnector';
import { byCode, type Diagnosis } from '../../diagnoses';
import { createScopeFilter, type ScopeFilter } from '../../scope';
import {
  connect,
  fetchAssets,
  type MemoryLink,
  type MemoryServer,
} from './memoryServer';

export interface MemorySession extends Session {
  readonly server: MemoryServer;
  readonly link: MemoryLink;
  readonly leftOut: ScopeFilter;
}

const batch = 100;

const diagnoses: readonly Diagnosis[] = [
  {
    code: 'memory.password',
    title: 'The password is wrong',
    remedy: 'Enter the right one.',
    kind: 'config',
    step: 'authenticate',
    field: 'password',
    matches: byCode('MEMORY_PASSWORD'),
  },
  {
    code: 'memory.database',
    title: 'There is no such database',
    remedy: 'Check its name.',
    kind: 'config',
    step: 'open-database',
    field: 'database',
    matches: byCode('MEMORY_DATABASE'),
  },
  {
    code: 'memory.grant',
    title: 'A schema is hidden',
    remedy: 'Ask for the right to list it.',
    kind: 'config',
    matches: byCode('MEMORY_GRANT'),
  },
];

const technology: Omit<Technology, 'checks'> = {
  id: 'memory',
  title: 'Memory',
  description: 'A source in this process, for tests of the contract.',
  module: 'dictionary',
  connectionType: 'online',
  docsUrl: 'https://example.com/memory',
  fields: [
    {
      name: 'host',
      title: 'Host',
      description: 'Where the server is.',
      type: 'text',
      required: true,
      section: 'connection',
    },
    {
      name: 'database',
      title: 'Database',
      description: 'Which database to read.',
      type: 'text',
      required: true,
      default: 'shop',
      section: 'connection',
    },
    {
      name: 'password',
      title: 'Password',
      description: 'Proves who we are.',
      type: 'secret',
      required: true,
      section: 'security',
    },
  ],
  assetKinds: ['database', 'schema', 'table', 'not-observed', 'out-of-scope'],
  capabilities: Object.fromEntries(
    capabilities.map(name => [name, { supported: true }]),
  ) as Technology['capabilities'],
  scope: { levels: ['schema', 'table'] },
};

/** A connector without fault. */
export const memoryConnector = createConnector<MemorySession>({
  technology,
  diagnoses,
  example: {
    parameters: { host: 'localhost', database: 'shop' },
    secrets: { password: 'from-a-vault' },
  },
  checks: [
    { id: 'reach', title: 'Reach the host', importance: 'mandatory' },
    { id: 'authenticate', title: 'Authenticate', importance: 'mandatory' },
    { id: 'open-database', title: 'Open it', importance: 'mandatory' },
    {
      id: 'read-tables',
      title: 'Read tables',
      importance: 'mandatory',
      async run({ server, link }) {
        const assets = await fetchAssets(server, link, {
          offset: 0,
          count: batch,
        });
        return `At least ${assets.length} assets.`;
      },
    },
    {
      id: 'list-schemas',
      title: 'List every schema',
      importance: 'optional',
      consequence: 'Its tables will be missing.',
      async run({ server }) {
        if (server.hidden) {
          throw Object.assign(new Error('hidden'), { code: 'MEMORY_GRANT' });
        }
        return 'None is hidden.';
      },
    },
  ],
  async open({ parameters, secrets, scope }: ConnectorConfig, { signal }) {
    const { server, link } = await connect({
      host: String(parameters.host),
      database: String(parameters.database),
      password: secrets.password,
      signal,
    });
    return {
      server,
      link,
      leftOut: createScopeFilter(scope),
      evidence: {
        reach: 'Connected.',
        authenticate: 'Accepted.',
        'open-database': 'Opened.',
      },
      close: async () => void server.sessions.delete(link),
    };
  },
  async *list({ server, link }) {
    for await (const asset of everything(server, link)) {
      if (asset.kind === 'table') {
        yield { path: asset.path.slice(1) };
      }
    }
  },
  async *extract({ server, link, leftOut }, { progress, log }) {
    log('info', 'Reading');
    let done = 0;
    for await (const asset of everything(server, link)) {
      const [, schema] = asset.path;
      const names = asset.path.slice(1);
      const hidden = schema !== undefined && schema === server.hidden;
      const above = names.length === 2 && (hidden || leftOut([schema]));
      const reason = names.length === 0 ? undefined : leftOut(names);
      if (!above) {
        if (hidden) {
          yield left(asset, 'not-observed', 'It is hidden.');
        } else if (reason === undefined) {
          yield inScope(asset, leftOut);
        } else {
          yield left(asset, 'out-of-scope', reason);
        }
        done += 1;
        progress(done);
      }
    }
  },
});

async function* everything(server: MemoryServer, link: MemoryLink) {
  for (let offset = 0; offset < server.assets.length; offset += batch) {
    yield* await fetchAssets(server, link, { offset, count: batch });
  }
}

function left(
  { urn, name, path }: Asset,
  kind: 'not-observed' | 'out-of-scope',
  reason: string,
): Asset {
  return { kind, urn, name, path, reason };
}

function inScope(asset: Asset, leftOut: ScopeFilter): Asset {
  if (asset.kind === 'table') {
    for (const { target } of asset.structure.foreignKeys) {
      if (leftOut(target.path.slice(1)) !== undefined) {
        target.external = true;
      }
    }
  }
  return asset;
}
