import type { CheckStep } from '@backstage-connector/plugin-connector-node';
import { coded } from './connect';
import { codes } from './diagnoses';
import type { PostgresqlSession } from './PostgresqlSession';
import { countStructure, selectSchemas } from './queries';
import type { SchemaRow } from './rows';

const mandatory = { importance: 'mandatory' as const };

/** The connection test, step by step. */
export const checks: readonly CheckStep<PostgresqlSession>[] = [
  { id: 'reach', title: 'Reach the server', ...mandatory },
  { id: 'authenticate', title: 'Authenticate', ...mandatory },
  { id: 'database', title: 'Open the database', ...mandatory },
  {
    id: 'schemas',
    title: 'List schemas',
    ...mandatory,
    async run(session) {
      const schemas = await session.query<SchemaRow>(selectSchemas);
      return `${schemas.length} schemas.`;
    },
  },
  {
    id: 'usage',
    title: 'Use every schema',
    importance: 'optional',
    consequence:
      'Schemas that the user may not use are not imported; what the catalog has of them stays as it is.',
    async run(session) {
      const schemas = await session.query<SchemaRow>(selectSchemas);
      const unusable = schemas.filter(schema => !schema.usable);
      if (unusable.length > 0) {
        throw coded(
          codes.unusableSchema,
          `No right to use ${listed(unusable.map(schema => schema.name))}`,
        );
      }
      return `The user may use all ${schemas.length}.`;
    },
  },
  {
    id: 'columns',
    title: 'Read tables and columns',
    ...mandatory,
    run: session => count(session, 'columns'),
  },
  {
    id: 'constraints',
    title: 'Read keys, checks and indexes',
    ...mandatory,
    run: session => count(session, 'constraints'),
  },
  {
    id: 'comments',
    title: 'Read comments',
    ...mandatory,
    run: session => count(session, 'comments'),
  },
];

async function count(
  session: PostgresqlSession,
  what: keyof typeof countStructure,
): Promise<string> {
  const [counts] = await session.query<Record<string, string>>(
    countStructure[what],
  );
  const parts = Object.entries(counts).map(([name, it]) => `${it} ${name}`);
  return `${parts.join(', ')}.`;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).map(name => `"${name}"`);
  const more = names.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
