import type { CheckStep } from '@backstage-connector/plugin-connector-node';
import { listRelations, portionsOf, readPortion } from './readTables';
import type { SqliteSession } from './SqliteSession';

/** The connection test. */
export const checks: readonly CheckStep<SqliteSession>[] = [
  { id: 'open-file', title: 'Open the file', importance: 'mandatory' },
  {
    id: 'read-schema',
    title: 'List tables and views',
    importance: 'mandatory',
    async run(session) {
      await session.assertUnchanged();
      return `${listRelations(session).length} tables and views.`;
    },
  },
  {
    id: 'read-columns',
    title: 'Read columns, keys and indexes',
    importance: 'mandatory',
    async run(session) {
      const [portion] = portionsOf(listRelations(session));
      const tables = readPortion(session, portion).flatMap(read =>
        read.structure ? [read] : [],
      );
      const sum = (count: (table: (typeof tables)[number]) => number) =>
        tables.reduce((total, table) => total + count(table), 0);
      return [
        `The first ${tables.length} have`,
        `${sum(it => it.structure.columns.length)} columns,`,
        `${sum(it => it.foreignKeys.length)} foreign keys,`,
        `${sum(it => it.structure.indexes.length)} indexes.`,
      ].join(' ');
    },
  },
];
