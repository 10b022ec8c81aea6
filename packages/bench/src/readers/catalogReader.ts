import { Client } from 'pg';
import type { Reader } from './types';

const own = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`;

const relations = `
  SELECT c.oid, n.nspname, c.relname, c.relkind, d.description,
         CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_description d ON d.objoid = c.oid AND d.objsubid = 0
     AND d.classoid = 'pg_class'::regclass
   WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND ${own}
   ORDER BY c.oid`;

const columns = `
  SELECT a.attrelid, a.attnum, a.attname, a.attnotnull, a.attidentity,
         a.attgenerated, format_type(a.atttypid, a.atttypmod),
         pg_get_expr(f.adbin, f.adrelid), d.description
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_attrdef f ON f.adrelid = a.attrelid AND f.adnum = a.attnum
    LEFT JOIN pg_description d ON d.objoid = a.attrelid
     AND d.objsubid = a.attnum AND d.classoid = 'pg_class'::regclass
   WHERE a.attnum > 0 AND NOT a.attisdropped
     AND c.relkind IN ('r', 'p', 'f', 'v', 'm') AND ${own}
   ORDER BY a.attrelid, a.attnum`;

const constraints = `
  SELECT k.conrelid, k.conname, k.contype, k.conkey, k.confrelid, k.confkey,
         k.confupdtype, k.confdeltype, k.condeferrable,
         pg_get_expr(k.conbin, k.conrelid), d.description
    FROM pg_constraint k
    JOIN pg_namespace n ON n.oid = k.connamespace
    LEFT JOIN pg_description d ON d.objoid = k.oid
     AND d.classoid = 'pg_constraint'::regclass
   WHERE k.contype IN ('p', 'u', 'f', 'c') AND ${own}
   ORDER BY k.conrelid`;

const indexes = `
  SELECT i.indrelid, c.relname, i.indisunique, i.indkey, m.amname,
         pg_get_expr(i.indpred, i.indrelid), d.description
    FROM pg_index i
    JOIN pg_class c ON c.oid = i.indexrelid
    JOIN pg_am m ON m.oid = c.relam
    JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_description d ON d.objoid = c.oid
     AND d.classoid = 'pg_class'::regclass
   WHERE NOT i.indisprimary AND ${own}
   ORDER BY i.indrelid`;

/**
 * The floor: the catalog's rows by the same driver, into memory, and nothing
 * made of them.
 */
export const task: Reader = {
  async run(connectionString) {
    const client = new Client({ connectionString });
    await client.connect();
    try {
      const tables = await client.query(relations);
      const attributes = await client.query(columns);
      const keys = await client.query<{ contype: string }>(constraints);
      await client.query(indexes);
      return {
        tables: tables.rows.length,
        columns: attributes.rows.length,
        foreignKeys: keys.rows.filter(it => it.contype === 'f').length,
      };
    } finally {
      await client.end();
    }
  },
};
