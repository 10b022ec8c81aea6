import {
  applyChanges,
  expectedAssets,
  relationalFeatures,
  relationalTexts,
  relationalTypes,
  type RelationalDataset,
  type RelationalDifferences,
} from '../datasets';
import { TIME_LIMIT } from '../checking';
import type { RelationalWorld } from '../worlds';
import { startServer, stopServer, type MemoryServer } from './memoryServer';

const same = <K extends string, V>(keys: readonly K[], value: (key: K) => V) =>
  Object.fromEntries(keys.map(key => [key, value(key)])) as Record<K, V>;

export const memoryDifferences: RelationalDifferences = {
  schemas: 'kept',
  longestName: 300,
  widestTable: 1_600,
  types: same(relationalTypes, type => type),
  texts: same(relationalTexts, text => ({ write: text, read: text })),
  identity: { always: 'always', 'by-default': 'by-default' },
  indexMethod: undefined,
  features: same(relationalFeatures, () => 'kept' as const),
};

const database = 'shop';

/** Sources in this process. Breakages change the server behind a host. */
export function createMemoryWorld(): RelationalWorld {
  const servers = new Map<string, MemoryServer>();
  const serverOf = (host: unknown) => servers.get(String(host))!;
  return {
    async seed(dataset) {
      const host = `memory-${servers.size}`;
      const contentOf = (what: RelationalDataset) =>
        expectedAssets(what, memoryDifferences, {
          technology: 'memory',
          system: host,
          database,
        });
      const server = startServer({
        host,
        database,
        password: 'canary/of the password',
        assets: contentOf(dataset),
      });
      servers.set(host, server);
      return {
        settings: {
          parameters: { host, database },
          secrets: { password: server.password },
        },
        system: host,
        database,
        canaries: [server.password],
        async change(changes) {
          server.assets = contentOf(applyChanges(dataset, changes));
        },
        fingerprint: async () => String(server.writes),
        openSessions: async () => server.sessions.size,
        remove: async () => stopServer(server),
      };
    },
    breakages: {
      'wrong-credentials': async ({ settings }) => ({
        settings: { ...settings, secrets: { password: 'canary of nobody' } },
        effect: fails('authenticate', 'memory.password'),
        repair: nothing,
      }),
      unreachable: async ({ settings }) => ({
        settings: withParameters(settings, { host: 'nowhere' }),
        effect: fails('reach', 'network.refused'),
        repair: nothing,
      }),
      silent: async ({ settings }) => {
        const server = serverOf(settings.parameters.host);
        server.silent = true;
        return {
          settings,
          effect: fails('reach', TIME_LIMIT),
          async repair() {
            server.silent = false;
          },
        };
      },
      'missing-target': async ({ settings }) => ({
        settings: withParameters(settings, { database: 'unknown' }),
        effect: fails('open-database', 'memory.database'),
        repair: nothing,
      }),
      'missing-grant': async ({ settings }) => {
        const server = serverOf(settings.parameters.host);
        server.hidden = 'crm';
        return {
          settings,
          effect: {
            kind: 'not-observed',
            step: 'list-schemas',
            codes: ['memory.grant'],
            path: ['crm'],
          },
          async repair() {
            server.hidden = undefined;
          },
        };
      },
      'dies-mid-read': async ({ settings }) => ({
        settings,
        effect: fails('read-tables', 'network.connection-lost'),
        async strike() {
          for (const link of serverOf(settings.parameters.host).sessions) {
            link.alive = false;
          }
        },
        repair: nothing,
      }),
    },
    async close() {
      servers.forEach(stopServer);
    },
  };
}

async function nothing() {}

function fails(step: string, code: string) {
  return { kind: 'check-fails' as const, step, codes: [code] };
}

function withParameters<T extends { parameters: object }>(
  settings: T,
  parameters: Record<string, string>,
): T {
  return { ...settings, parameters: { ...settings.parameters, ...parameters } };
}
