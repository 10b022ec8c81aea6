import {
  createConnector,
  type Connector,
  type ScopeItem,
} from '@backstage-connector/plugin-connector-node';
import { checks } from './checks';
import { diagnoses } from './diagnoses';
import { extractAssets } from './extractAssets';
import { PostgresqlSession } from './PostgresqlSession';
import { selectRelations, selectSchemas } from './queries';
import type { RelationRow, SchemaRow } from './rows';
import { technology } from './technology';

/** Reads PostgreSQL databases. @public */
export const postgresqlConnector: Connector =
  createConnector<PostgresqlSession>({
    technology,
    diagnoses,
    checks,
    example: {
      parameters: {
        host: 'db.example.com',
        database: 'shop',
        user: 'backstage',
        sslMode: 'verify-full',
      },
      secrets: { password: 'change me' },
    },
    open: PostgresqlSession.open,
    async *list(session): AsyncGenerator<ScopeItem> {
      const schemas = await session.query<SchemaRow>(selectSchemas);
      const usable = new Set(
        schemas.filter(schema => schema.usable).map(schema => schema.name),
      );
      for (const it of await session.query<RelationRow>(selectRelations)) {
        if (usable.has(it.schema)) {
          yield { path: [it.schema, it.name], relationType: it.relationType };
        }
      }
    },
    extract: extractAssets,
  });
