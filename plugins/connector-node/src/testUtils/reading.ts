import type {
  Asset,
  Scope,
} from '@backstage-connector/plugin-connector-common';
import type {
  Connector,
  ConnectorContext,
  ScopeItem,
  Session,
} from '../connector';
import type { ContractSubject } from './clause';
import type { Settings, Source } from './worlds';

/** A context that keeps what it is told. @public */
export interface Recorder {
  readonly context: ConnectorContext;
  readonly lines: unknown[];
  readonly progress: { done: number; total?: number }[];
}

/** @public */
export function createRecorder(
  signal: AbortSignal = new AbortController().signal,
): Recorder {
  const lines: unknown[] = [];
  const progress: { done: number; total?: number }[] = [];
  return {
    lines,
    progress,
    context: {
      signal,
      log: (...line) => lines.push(line),
      progress: (done, total) => progress.push({ done, total }),
    },
  };
}

/** @public */
export const wholeScope: Scope = { include: [], exclude: [] };

/** Opens a session, lends it, and closes it whatever happens. @public */
export async function withSession<T>(
  options: {
    connector: Connector<any>;
    settings: Settings;
    scope?: Scope;
    recorder?: Recorder;
  },
  use: (session: Session, context: ConnectorContext) => Promise<T>,
): Promise<T> {
  const { connector, settings, scope = wholeScope } = options;
  const { context } = options.recorder ?? createRecorder();
  const session = await connector.open({ ...settings, scope }, context);
  try {
    return await use(session, context);
  } finally {
    await session.close();
  }
}

/** Everything `extract` yields. @public */
export async function readAll(options: {
  connector: Connector<any>;
  settings: Settings;
  scope?: Scope;
  recorder?: Recorder;
}): Promise<Asset[]> {
  return withSession(options, (session, context) =>
    collect(options.connector.extract(session, context)),
  );
}

/** Everything `list` yields. @public */
export async function listAll(options: {
  connector: Connector<any>;
  settings: Settings;
  recorder?: Recorder;
}): Promise<ScopeItem[]> {
  return withSession(options, (session, context) =>
    collect(options.connector.list(session, context)),
  );
}

/**
 * Reads up to the first table, does something to the source or the reader, and
 * reads on: what came before and after, and how it ended.
 */
export async function readInterrupted(options: {
  connector: Connector<any>;
  settings: Settings;
  recorder?: Recorder;
  interrupt(): Promise<void> | void;
}): Promise<{ assets: Asset[]; error?: unknown; durationMs: number }> {
  return withSession(options, async (session, context) => {
    const assets: Asset[] = [];
    let interruptedAt: number | undefined;
    const elapsed = () => performance.now() - (interruptedAt ?? NaN);
    try {
      for await (const asset of options.connector.extract(session, context)) {
        assets.push(asset);
        if (asset.kind === 'table' && interruptedAt === undefined) {
          await options.interrupt();
          interruptedAt = performance.now();
        }
      }
      return { assets, durationMs: elapsed() };
    } catch (error) {
      return { assets, error, durationMs: elapsed() };
    }
  });
}

/** Makes a source of the dataset, lends it, and removes it whatever happens. */
export async function withSource<T>(
  { world }: ContractSubject,
  dataset: unknown,
  use: (source: Source) => Promise<T>,
): Promise<T> {
  const source = await world.seed(dataset);
  try {
    return await use(source);
  } finally {
    await source.remove();
  }
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) {
    all.push(item);
  }
  return all;
}
