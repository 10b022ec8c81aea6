/**
 * Everything that is asked of a server: set-based, so their number does not
 * depend on the number of tables. `pg_catalog` and not `information_schema`,
 * which leaves out what the user may not select from, and is slower.
 *
 * https://www.postgresql.org/docs/current/catalogs.html
 */

/**
 * Expressions come back qualified, and equal for every server and role.
 * `jit` and `cursor_tuple_fraction` make plans for reading to the end.
 */
export const beginSnapshot = (statementTimeoutSeconds: number) => `
  BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
  SET LOCAL statement_timeout = '${statementTimeoutSeconds}s';
  SET LOCAL idle_in_transaction_session_timeout = 0;
  SET LOCAL search_path = '';
  SET LOCAL quote_all_identifiers = off;
  SET LOCAL DateStyle = 'ISO, YMD';
  SET LOCAL IntervalStyle = 'postgres';
  SET LOCAL TimeZone = 'UTC';
  SET LOCAL extra_float_digits = 1;
  SET LOCAL bytea_output = 'hex';
  SET LOCAL jit = off;
  SET LOCAL cursor_tuple_fraction = 1`;

/** https://www.postgresql.org/docs/current/monitoring-stats.html */
export const selectServer = `
  SELECT current_setting('server_version') AS version,
         current_setting('server_version_num')::int AS "versionNumber",
         current_user AS "user",
         current_database() AS database,
         a.pid,
         a.backend_start::text AS "startedAt",
         s.version AS tls
    FROM pg_catalog.pg_stat_activity a
    LEFT JOIN pg_catalog.pg_stat_ssl s USING (pid)
   WHERE a.pid = pg_backend_pid()`;

/** With the start time: the number may belong to another session by now. */
export const endBackend = `
  SELECT pg_terminate_backend(pid)
    FROM pg_catalog.pg_stat_activity
   WHERE pid = $1 AND backend_start::text = $2`;

export const selectDatabase = `
  SELECT datname AS name, shobj_description(oid, 'pg_database') AS comment
    FROM pg_catalog.pg_database
   WHERE datname = current_database()`;

// Names with pg_ are reserved for the system:
// https://www.postgresql.org/docs/current/ddl-schemas.html#DDL-SCHEMAS-CATALOG
const ownSchema = `
  n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`;

export const selectSchemas = `
  SELECT n.nspname AS name,
         obj_description(n.oid, 'pg_namespace') AS comment,
         has_schema_privilege(n.oid, 'USAGE') AS usable
    FROM pg_catalog.pg_namespace n
   WHERE ${ownSchema}
   ORDER BY n.nspname COLLATE "C"`;

/** https://www.postgresql.org/docs/current/catalog-pg-class.html */
export const selectRelations = `
  SELECT c.oid::text AS oid,
         n.nspname AS schema,
         c.relname AS name,
         CASE WHEN c.relkind = 'f' THEN 'foreign-table'
              WHEN c.relispartition THEN 'partition'
              WHEN c.relkind = 'p' THEN 'partitioned-table'
              WHEN c.relkind = 'v' THEN 'view'
              WHEN c.relkind = 'm' THEN 'materialized-view'
              ELSE 'table' END AS "relationType"
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND ${ownSchema}
   ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"`;

/** Evidence for the connection test, without reading anything twice. */
export const countStructure = {
  columns: `
    SELECT count(DISTINCT c.oid) AS "tables and views", count(*) AS columns
      FROM pg_catalog.pg_attribute a
      JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE a.attnum > 0 AND NOT a.attisdropped
       AND c.relkind IN ('r', 'p', 'f', 'v', 'm') AND ${ownSchema}`,
  constraints: `
    SELECT count(*) FILTER (WHERE k.contype = 'p') AS "primary keys",
           count(*) FILTER (WHERE k.contype = 'f') AS "foreign keys",
           count(*) FILTER (WHERE k.contype = 'u') AS "unique constraints",
           count(*) FILTER (WHERE k.contype = 'c') AS checks,
           (SELECT count(*) FROM pg_catalog.pg_index i
              JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE ${ownSchema}) AS indexes
      FROM pg_catalog.pg_constraint k
      JOIN pg_catalog.pg_namespace n ON n.oid = k.connamespace
     WHERE ${ownSchema}`,
  comments: `
    SELECT count(*) AS "comments on tables and columns"
      FROM pg_catalog.pg_description d
      JOIN pg_catalog.pg_class c ON c.oid = d.objoid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE d.classoid = 'pg_catalog.pg_class'::regclass
       AND c.relkind IN ('r', 'p', 'f', 'v', 'm') AND ${ownSchema}`,
} as const;

/**
 * User-defined types, and arrays of them. Each table has a composite type, too:
 * only those made by CREATE TYPE count.
 *
 * https://www.postgresql.org/docs/current/catalog-pg-type.html
 */
export const selectTypes = `
  SELECT ARRAY[t.oid, t.typarray]::text[] AS oids,
         format_type(t.oid, NULL) AS name,
         CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain'
              WHEN 'c' THEN 'composite' ELSE 'range' END AS kind,
         (SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder)
            FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid) AS values,
         CASE WHEN t.typtype = 'd'
              THEN format_type(t.typbasetype, t.typtypmod)
              ELSE (SELECT format_type(r.rngsubtype, NULL)
                      FROM pg_catalog.pg_range r WHERE r.rngtypid = t.oid)
         END AS "baseType",
         t.typnotnull AS "notNull",
         (SELECT json_agg(pg_get_expr(d.conbin, 0, true) ORDER BY d.conname)
            FROM pg_catalog.pg_constraint d
           WHERE d.contypid = t.oid AND d.contype = 'c') AS checks,
         obj_description(t.oid, 'pg_type') AS comment
    FROM pg_catalog.pg_type t
    JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
   WHERE ${ownSchema}
     AND (t.typtype IN ('e', 'd', 'r', 'm') OR c.relkind = 'c')`;

const wanted = 'unnest($1::oid[]) WITH ORDINALITY AS wanted (oid, number)';

/**
 * A foreign key to a partitioned table has a copy for each partition of it,
 * which nobody has written: those are left out.
 *
 * https://www.postgresql.org/docs/current/catalog-pg-constraint.html
 */
const constraintsByRelation = (versionNumber: number) => `
  SELECT k.conrelid AS relation,
         json_agg(json_build_object(
           'name', k.conname,
           'type', k.contype,
           'columns', k.conkey,
           'target', k.confrelid::text,
           'targetColumns', (
             SELECT json_agg((SELECT a.attname FROM pg_catalog.pg_attribute a
                               WHERE a.attrelid = k.confrelid
                                 AND a.attnum = key.number) ORDER BY key.at)
               FROM unnest(k.confkey) WITH ORDINALITY AS key (number, at)),
           'onUpdate', k.confupdtype,
           'onDelete', k.confdeltype,
           'deferrable', k.condeferrable,
           'nullsNotDistinct',
             ${versionNumber >= 150000 ? 'i.indnullsnotdistinct' : 'false'},
           'expression', pg_get_expr(k.conbin, k.conrelid, true),
           'comment', d.description)
           ORDER BY k.conname) AS items
    FROM ${wanted}
    JOIN pg_catalog.pg_constraint k ON k.conrelid = wanted.oid
    LEFT JOIN pg_catalog.pg_index i
      ON i.indexrelid = k.conindid AND k.contype = 'u'
    LEFT JOIN pg_catalog.pg_description d
      ON d.objoid = k.oid AND d.classoid = 'pg_catalog.pg_constraint'::regclass
   WHERE k.contype IN ('p', 'u', 'f', 'c')
     AND (k.conparentid = 0 OR NOT EXISTS (
           SELECT FROM pg_catalog.pg_constraint original
            WHERE original.oid = k.conparentid
              AND original.confrelid <> k.confrelid))
   GROUP BY k.conrelid`;

/**
 * Without the indexes behind primary keys and unique constraints, which say
 * nothing more. Where a column is 0, it is an expression.
 *
 * https://www.postgresql.org/docs/current/catalog-pg-index.html
 */
const indexesByRelation = `
  SELECT i.indrelid AS relation,
         json_agg(json_build_object(
           'name', c.relname,
           'unique', i.indisunique,
           'method', m.amname,
           'keys', i.indnkeyatts,
           'columns', i.indkey::int2[],
           'expressions', CASE WHEN i.indexprs IS NOT NULL THEN (
             SELECT json_agg(pg_get_indexdef(i.indexrelid, at, true)
                             ORDER BY at)
               FROM generate_series(1, i.indnatts) at) END,
           'where', pg_get_expr(i.indpred, i.indrelid, true),
           'comment', d.description)
           ORDER BY c.relname) AS items
    FROM ${wanted}
    JOIN pg_catalog.pg_index i ON i.indrelid = wanted.oid
    JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
    JOIN pg_catalog.pg_am m ON m.oid = c.relam
    LEFT JOIN pg_catalog.pg_description d
      ON d.objoid = c.oid AND d.objsubid = 0
     AND d.classoid = 'pg_catalog.pg_class'::regclass
   WHERE NOT EXISTS (
           SELECT FROM pg_catalog.pg_constraint k
            WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u'))
   GROUP BY i.indrelid`;

/** A JSON array, empty when there is nothing. */
const list = (expression: string) => `coalesce(json_agg(${expression}), '[]')`;

/**
 * One list an attribute, all in the order of the columns: half the work of one
 * JSON object a column.
 *
 * https://www.postgresql.org/docs/current/catalog-pg-attribute.html
 */
const columnsOfRelation = `
  SELECT ${list('a.attname')} AS names,
         ${list('a.attnum')} AS numbers,
         ${list('format_type(a.atttypid, a.atttypmod)')} AS types,
         ${list('a.atttypid::text')} AS "typeOids",
         ${list('a.attnotnull')} AS "notNull",
         ${list('a.attidentity')} AS identities,
         ${list('a.attgenerated')} AS generated,
         ${list('a.expression')} AS expressions,
         ${list('a.comment')} AS comments
    FROM (SELECT a.*, pg_get_expr(f.adbin, f.adrelid, true) AS expression,
                 d.description AS comment
            FROM pg_catalog.pg_attribute a
            LEFT JOIN pg_catalog.pg_attrdef f
              ON f.adrelid = a.attrelid AND f.adnum = a.attnum
            LEFT JOIN pg_catalog.pg_description d
              ON d.objoid = a.attrelid AND d.objsubid = a.attnum
             AND d.classoid = 'pg_catalog.pg_class'::regclass
           WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
           ORDER BY a.attnum) a`;

/**
 * What the relations with these oids are, in the order of the oids. Constraints
 * and indexes are grouped beforehand. The columns, of which there are many, come
 * after the sort: so the first relation comes soon and the server keeps little.
 */
const structures = (versionNumber: number) => `
  SELECT c.oid,
         c.relkind,
         obj_description(c.oid, 'pg_class') AS comment,
         columns.*,
         coalesce(c.constraints, '[]') AS constraints,
         coalesce(c.indexes, '[]') AS indexes,
         CASE WHEN c.relkind = 'p'
              THEN pg_get_partkeydef(c.oid) END AS "partitionKey",
         pg_get_expr(c.relpartbound, c.oid, true) AS "partitionBound",
         (SELECT json_agg(h.inhparent::text ORDER BY h.inhseqno)
            FROM pg_catalog.pg_inherits h WHERE h.inhrelid = c.oid) AS parents,
         CASE WHEN c.relkind = 'f' THEN (
           SELECT s.srvname FROM pg_catalog.pg_foreign_table f
             JOIN pg_catalog.pg_foreign_server s ON s.oid = f.ftserver
            WHERE f.ftrelid = c.oid) END AS "foreignServer"
    FROM (SELECT wanted.number, pg_class.oid, relkind, relpartbound,
                 constraints.items AS constraints, indexes.items AS indexes
            FROM ${wanted}
            JOIN pg_catalog.pg_class ON pg_class.oid = wanted.oid
            LEFT JOIN (${constraintsByRelation(versionNumber)}) constraints
              ON constraints.relation = pg_class.oid
            LEFT JOIN (${indexesByRelation}) indexes
              ON indexes.relation = pg_class.oid
           ORDER BY wanted.number) c
   CROSS JOIN LATERAL (${columnsOfRelation}) columns
   ORDER BY c.number`;

/**
 * {@link structures} as one text a relation: it is parsed when its turn comes,
 * while the server goes on.
 */
export const selectStructures = (versionNumber: number) => `
  SELECT oid::text AS oid,
         relkind IN ('v', 'm') AS "isView",
         row_to_json(structure)::text AS structure
    FROM (${structures(versionNumber)}) structure`;

/**
 * Telling the SQL of a view locks all that it uses, until the locks are given
 * back: hence not with the rest.
 */
export const selectViewSql = `
  SELECT wanted.oid::text AS oid, pg_get_viewdef(wanted.oid, true) AS sql
    FROM ${wanted}`;
