import type {
  Asset,
  Scope,
  TableAsset,
} from '@backstage-connector/plugin-connector-common';
import type {
  Connector,
  ConnectorContext,
} from '@backstage-connector/plugin-connector-node';
import Database from 'better-sqlite3';
import { createSqliteConnector } from '../sqliteConnector';

export const quiet: ConnectorContext = {
  signal: new AbortController().signal,
  log: () => {},
  progress: () => {},
};

/** Makes a database file of these statements. */
export function writeDatabase(file: string, sql: string): string {
  const database = new Database(file);
  database.exec(sql);
  database.close();
  return file;
}

/** Opens the file and lends the session. */
export async function withFile<T>(
  file: string,
  use: (session: any, connector: Connector) => Promise<T>,
  options: { scope?: Scope; directories?: string[] } = {},
): Promise<T> {
  const { scope = { include: [], exclude: [] }, directories } = options;
  const connector = createSqliteConnector({ directories });
  const session = await connector.open(
    { parameters: { file, systemId: 'shop' }, secrets: {}, scope },
    quiet,
  );
  try {
    return await use(session, connector);
  } finally {
    await session.close();
  }
}

export function readFileAssets(
  file: string,
  options?: Parameters<typeof withFile>[2],
): Promise<Asset[]> {
  return withFile(
    file,
    async (session, connector) => {
      const assets: Asset[] = [];
      for await (const asset of connector.extract(session, quiet)) {
        assets.push(asset);
      }
      return assets;
    },
    options,
  );
}

export async function readTable(
  file: string,
  name: string,
): Promise<TableAsset> {
  const assets = await readFileAssets(file);
  const table = assets.find(it => it.kind === 'table' && it.name === name);
  if (table?.kind !== 'table') {
    throw new Error(`No table ${name} among ${assets.map(it => it.name)}`);
  }
  return table;
}
