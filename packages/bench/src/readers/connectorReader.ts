import { postgresqlConnector } from '@backstage-connector/plugin-connector-backend-module-postgresql';
import type { Reader } from './types';

/** This project. Opening and closing the connection are part of it. */
export const task: Reader = {
  async run(databaseUrl) {
    const { hostname, port, pathname, username, password } = new URL(
      databaseUrl,
    );
    const context = {
      signal: new AbortController().signal,
      log: () => {},
      progress: () => {},
    };
    const session = await postgresqlConnector.open(
      {
        parameters: {
          host: hostname,
          port: Number(port || 5432),
          database: pathname.slice(1),
          user: decodeURIComponent(username),
          sslMode: 'disable',
        },
        secrets: password ? { password: decodeURIComponent(password) } : {},
        scope: { include: [], exclude: [] },
      },
      context,
    );
    const counts = { tables: 0, columns: 0, foreignKeys: 0 };
    try {
      for await (const asset of postgresqlConnector.extract(session, context)) {
        if (asset.kind === 'table') {
          counts.tables += 1;
          counts.columns += asset.structure.columns.length;
          counts.foreignKeys += asset.structure.foreignKeys.length;
        }
      }
      return counts;
    } finally {
      await session.close();
    }
  },
};
