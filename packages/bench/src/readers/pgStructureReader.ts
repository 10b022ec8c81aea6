import pgStructure from 'pg-structure';
import type { Reader } from './types';

/** https://www.pg-structure.com */
export const task: Reader = {
  async run(connectionString) {
    const { entities, tables } = await pgStructure({ connectionString });
    const sum = (counts: number[]) => counts.reduce((a, b) => a + b, 0);
    return {
      tables: entities.length,
      columns: sum(entities.map(entity => entity.columns.length)),
      foreignKeys: sum(tables.map(table => table.foreignKeys.length)),
    };
  },
};
