import type { Asset } from '@backstage-connector/plugin-connector-common';

/** A source that lives in this process. */
export interface MemoryServer {
  readonly host: string;
  readonly database: string;
  readonly password: string;
  /** What is in it, parents first. */
  assets: readonly Asset[];
  /** The schema that nobody may list. */
  hidden?: string;
  silent: boolean;
  writes: number;
  readonly sessions: Set<MemoryLink>;
}

/** One open session, seen from the server. */
export interface MemoryLink {
  alive: boolean;
}

const servers = new Map<string, MemoryServer>();

export function startServer(
  options: Pick<MemoryServer, 'host' | 'database' | 'password' | 'assets'>,
): MemoryServer {
  const server: MemoryServer = {
    ...options,
    silent: false,
    writes: 0,
    sessions: new Set(),
  };
  servers.set(server.host, server);
  return server;
}

export function stopServer({ host }: MemoryServer): void {
  servers.delete(host);
}

/** Connects as a driver would: every failure has a code. */
export async function connect(options: {
  host: string;
  database: string;
  password: string;
  signal: AbortSignal;
}): Promise<{ server: MemoryServer; link: MemoryLink }> {
  const server = servers.get(options.host);
  if (!server) {
    throw failure('ECONNREFUSED');
  }
  if (server.silent) {
    await new Promise((_, reject) => {
      const { signal } = options;
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  }
  if (options.password !== server.password) {
    throw failure('MEMORY_PASSWORD');
  }
  if (options.database !== server.database) {
    throw failure('MEMORY_DATABASE');
  }
  const link = { alive: true };
  server.sessions.add(link);
  return { server, link };
}

/** Reads a few assets, as copies: the server keeps its own. */
export async function fetchAssets(
  { assets }: MemoryServer,
  link: MemoryLink,
  range: { offset: number; count: number },
): Promise<Asset[]> {
  await new Promise(resolve => setImmediate(resolve));
  if (!link.alive) {
    throw failure('ECONNRESET');
  }
  return assets
    .slice(range.offset, range.offset + range.count)
    .map(asset => JSON.parse(JSON.stringify(asset)));
}

function failure(code: string): Error {
  return Object.assign(new Error(`The memory server says ${code}`), { code });
}
