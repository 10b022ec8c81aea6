import type {
  Asset,
  Field,
} from '@backstage-connector/plugin-connector-common';
import { ConnectorError } from '../../ConnectorError';
import type { Connector, ConnectorContext } from '../../connector';
import { collect, createRecorder, wholeScope } from '../reading';
import { memoryConnector, type MemorySession } from './memoryConnector';

type MemoryConnector = Connector<MemorySession>;

/** A connector that is broken on purpose, and the clause that must see it. */
export interface FaultyConnector {
  readonly clause: string;
  readonly fault: string;
  readonly connector: MemoryConnector;
}

const good = memoryConnector;

/** At least one for each clause. */
export const faultyConnectors: readonly FaultyConnector[] = [
  faulty('D1', 'has the id of another package', {
    technology: { ...good.technology, id: 'another' },
  }),
  faulty('D2', 'gives a secret a default', {
    technology: {
      ...good.technology,
      fields: good.technology.fields.map(field =>
        field.type === 'secret'
          ? ({ ...field, default: 'changeme' } as Field)
          : field,
      ),
    },
  }),
  faulty('D2', 'has a default that its own field refuses', {
    technology: {
      ...good.technology,
      fields: good.technology.fields.map(field =>
        field.name === 'database' ? { ...field, maxLength: 2 } : field,
      ) as Field[],
    },
  }),
  faulty('D3', 'guesses a required field', {
    open: (config, context) =>
      good.open(
        { ...config, parameters: { host: 'localhost', ...config.parameters } },
        context,
      ),
  }),
  faulty('D4', 'has an example that the README does not know', {
    example: { ...good.example, parameters: { host: 'elsewhere' } },
  }),
  faulty('D5', 'declares a kind that does not exist', {
    technology: { ...good.technology, assetKinds: ['table', 'spreadsheet'] },
  }),
  faulty('D5', 'says nothing of a capability', {
    technology: {
      ...good.technology,
      capabilities: { comments: { supported: true } },
    } as MemoryConnector['technology'],
  }),
  faulty('K1', 'has a step without evidence', {
    open: async (config, context) => ({
      ...(await good.open(config, context)),
      evidence: { reach: 'Connected.' },
    }),
  }),
  faulty('K2', 'diagnoses nothing', {
    open: async (config, context) => {
      try {
        return await good.open(config, context);
      } catch (error) {
        throw error instanceof ConnectorError
          ? new ConnectorError({ ...error.failure, code: 'unexpected' }, error)
          : error;
      }
    },
  }),
  faulty('K2', 'throws what no one explains', {
    checks: good.checks.map(step => ({
      ...step,
      run:
        step.run &&
        (async (session, context) => {
          try {
            return (await step.run?.(session, context)) ?? '';
          } catch {
            throw new Error('oops');
          }
        }),
    })),
  }),
  faulty('K3', 'always passes', {
    open: (config, context) =>
      good.open(config, context).catch(() => ({
        ...deadSession(),
        evidence: Object.fromEntries(
          good.checks.map(step => [step.id, 'Fine.']),
        ),
      })),
    checks: good.checks.map(({ run, ...step }) => ({
      ...step,
      ...(run && { run: async () => 'Fine.' }),
    })),
  }),
  faulty('K4', 'ignores the signal', {
    open: (config, context) => good.open(config, deaf(context)),
    checks: good.checks.map(step => ({
      ...step,
      run:
        step.run && ((session, context) => step.run!(session, deaf(context))),
    })),
    list: (session, context) => good.list(session, deaf(context)),
    extract: (session, context) => good.extract(session, deaf(context)),
  }),
  faulty('K5', 'leaks its sessions', {
    open: async (config, context) => ({
      ...(await good.open(config, context)),
      close: async () => {},
    }),
  }),
  faulty('K5', 'writes to the source', {
    extract: (session, context) => {
      session.server.writes += 1;
      return good.extract(session, context);
    },
  }),
  reading('E1', 'loses a table', async function* lose(assets) {
    for await (const asset of assets) {
      if (asset.name !== 'widest') {
        yield asset;
      }
    }
  }),
  reading('E1', 'loses the comments of columns', assets =>
    mapped(assets, asset => {
      if (asset.kind === 'table') {
        asset.structure.columns.forEach(column => delete column.comment);
      }
      return asset;
    }),
  ),
  reading('E2', 'yields a table twice', async function* twice(assets) {
    for await (const asset of assets) {
      yield asset;
      if (asset.name === 'widest') {
        yield asset;
      }
    }
  }),
  reading('E3', 'yields children first', async function* backwards(assets) {
    yield* (await collect(assets)).reverse();
  }),
  reading('E3', 'calls a target of its own external', assets =>
    mapped(assets, asset => {
      if (asset.kind === 'table') {
        asset.structure.foreignKeys.forEach(key => {
          key.target.external = true;
        });
      }
      return asset;
    }),
  ),
  reading('E4', 'yields a kind of its own', assets =>
    mapped(
      assets,
      asset =>
        ({
          ...asset,
          kind: asset.name === 'widest' ? 'spreadsheet' : asset.kind,
        } as Asset),
    ),
  ),
  faulty('E5', 'ignores the patterns', {
    open: (config, context) =>
      good.open({ ...config, scope: wholeScope }, context),
  }),
  reading(
    'E5',
    'says nothing of what it leaves out',
    async function* silent(assets) {
      for await (const asset of assets) {
        if (asset.kind !== 'out-of-scope') {
          yield asset;
        }
      }
    },
  ),
  reading('E6', 'lower-cases and trims names', assets =>
    mapped(assets, asset => ({
      ...asset,
      name: asset.name.trim().toLowerCase(),
      path: asset.path.map(name => name.trim().toLowerCase()),
    })),
  ),
  reading('E7', 'has no order of its own', alternating()),
  reading('E8', 'reads everything beforehand', async function* buffer(assets) {
    yield* await collect(assets);
  }),
  reading('E9', 'ends quietly when the source dies', quietly),
  faulty('E10', 'takes a source that is missing for an empty one', {
    open: (config, context) =>
      good.open(config, context).catch(() => deadSession()),
    extract: (session, context) =>
      session.link.alive ? good.extract(session, context) : none(),
  }),
  faulty('E11', 'remembers what it read', { extract: remembering() }),
  faulty('E12', 'reports progress that goes back', {
    extract: (session, context) =>
      good.extract(session, {
        ...context,
        progress: done => context.progress(done % 7),
      }),
  }),
  faulty('E12', 'stops counting', {
    extract: (session, context) =>
      good.extract(session, {
        ...context,
        progress: done => context.progress(Math.min(done, 500)),
      }),
  }),
  faulty('S1', 'logs its settings', {
    open: (config, context) => {
      context.log('debug', 'Opening', { config });
      return good.open(config, context);
    },
  }),
  faulty('S1', 'shows the password when it is wrong', {
    open: (config, context) =>
      good.open(config, context).catch(error => {
        throw new ConnectorError(
          { ...error.failure, driverMessage: config.secrets.password },
          error,
        );
      }),
  }),
  faulty('S2', 'writes to the console', {
    open: (config, context) => {
      console.info('opening');
      return good.open(config, context);
    },
  }),
  reading('S2', 'is steered by a variable', assets =>
    mapped(assets, asset => ({
      ...asset,
      comment: process.env.MEMORY_CONNECTOR_COMMENT ?? asset.comment,
    })),
  ),
  reading('S3', 'keeps what it has read', async function* keep(assets) {
    const kept: Asset[] = [];
    for await (const asset of assets) {
      kept.push(asset);
      yield asset;
    }
    kept.length = 0;
  }),
  reading(
    'P1',
    'gives an asset another identity each time',
    counted((asset, count) =>
      asset.name === 'widest'
        ? { ...asset, urn: `${asset.urn}?${count}` }
        : asset,
    ),
  ),
  reading(
    'P2',
    'puts something volatile into an asset',
    counted((asset, count) => ({ ...asset, comment: `Read ${count} times.` })),
  ),
  reading('P3', 'ends quietly when the source dies', quietly),
];

function faulty(
  clause: string,
  fault: string,
  parts: Partial<MemoryConnector>,
): FaultyConnector {
  return { clause, fault, connector: { ...good, ...parts } };
}

function reading(
  clause: string,
  fault: string,
  change: (assets: AsyncIterable<Asset>) => AsyncIterable<Asset>,
): FaultyConnector {
  return faulty(clause, fault, {
    extract: (session, context) => change(good.extract(session, context)),
  });
}

async function* mapped(
  assets: AsyncIterable<Asset>,
  change: (asset: Asset) => Asset,
) {
  for await (const asset of assets) {
    yield change(asset);
  }
}

function counted(change: (asset: Asset, count: number) => Asset) {
  let count = 0;
  return (assets: AsyncIterable<Asset>) => {
    count += 1;
    const current = count;
    return mapped(assets, asset => change(asset, current));
  };
}

function alternating() {
  let turn = false;
  return async function* alternate(assets: AsyncIterable<Asset>) {
    turn = !turn;
    const all = await collect(assets);
    const isTable = (asset: Asset) => asset.kind === 'table';
    const tables = all.filter(isTable);
    yield* all.filter(asset => !isTable(asset));
    yield* turn ? tables : tables.reverse();
  };
}

async function* quietly(assets: AsyncIterable<Asset>) {
  try {
    yield* assets;
  } catch {
    // The fault: what was not read looks as if it were not there.
  }
}

async function* none(): AsyncGenerator<Asset> {}

function remembering(): MemoryConnector['extract'] {
  const memory = new Map<string, Asset[]>();
  return async function* remember(session, context) {
    const { host } = session.server;
    const assets =
      memory.get(host) ?? (await collect(good.extract(session, context)));
    memory.set(host, assets);
    yield* assets;
  };
}

function deaf(context: ConnectorContext): ConnectorContext {
  return { ...context, signal: createRecorder().context.signal };
}

function deadSession(): MemorySession {
  return {
    evidence: {},
    leftOut: () => undefined,
    link: { alive: false },
    server: {
      host: '',
      database: '',
      password: '',
      assets: [],
      silent: false,
      writes: 0,
      sessions: new Set(),
    },
    close: async () => {},
  };
}
