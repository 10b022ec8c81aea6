import {
  annotations,
  tableStructureSchema,
  urnPath,
  type Connection,
  type TableStructure,
} from '@backstage-connector/plugin-connector-common';
import type { CatalogApi } from '@backstage/catalog-client';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { StructureCounts } from './countPostgres';

/** What the catalog shows of one connection. */
export interface Imported {
  readonly entities: readonly Entity[];
  /** The entity of a relation, by its names below the database. */
  relation(...path: string[]): Entity | undefined;
}

export async function readImported(
  catalog: CatalogApi,
  connection: Pick<Connection, 'id'>,
): Promise<Imported> {
  const { items } = await catalog.getEntities({
    filter: {
      [`metadata.annotations.${annotations.connection}`]: connection.id,
    },
  });
  const byPath = new Map(items.map(it => [pathOf(it).slice(1).join('.'), it]));
  return {
    entities: items,
    relation: (...path) => byPath.get(path.join('.')),
  };
}

/** Names as the source spells them, from the database down. */
export function pathOf(entity: Entity): string[] {
  return urnPath(entity.metadata.annotations?.[annotations.urn] ?? '');
}

/** The structure in the definition of a table or view. */
export function structureOf(entity: Entity | undefined): TableStructure {
  return tableStructureSchema
    .strict()
    .parse(JSON.parse(String(entity?.spec?.definition)));
}

/** The references that the catalog has stitched, by type of relation. */
export function related(entity: Entity | undefined, type: string): string[] {
  return (entity?.relations ?? [])
    .filter(relation => relation.type === type)
    .map(({ targetRef }) => targetRef)
    .sort();
}

export function refOf(entity: Entity | undefined): string {
  return entity ? stringifyEntityRef(entity) : 'none';
}

/** Counts in the entities what `countPostgres` counts in the source. */
export function countImported({ entities }: Imported): StructureCounts {
  const ofType = (...types: string[]) =>
    entities.filter(it => types.includes(String(it.spec?.type)));
  const described = (among: readonly Entity[]) =>
    among.filter(it => it.metadata.description).length;
  const tables = entities.filter(it => it.spec?.definition);
  const structures = tables.map(structureOf);
  const columns = structures.flatMap(it => it.columns);
  const all = <T>(parts: (structure: TableStructure) => T | T[] | undefined) =>
    structures.flatMap(it => parts(it) ?? []);
  const foreignKeys = all(it => it.foreignKeys);
  const indexes = all(it => it.indexes);
  const checks = all(it => it.checks);
  const keys = [
    ...all(it => it.primaryKey),
    ...all(it => it.uniqueConstraints),
    ...foreignKeys,
    ...checks,
  ];
  const commented = (among: readonly { comment?: string }[]) =>
    among.filter(it => it.comment !== undefined).length;
  return {
    databases: ofType('database').length,
    schemas: ofType('database-schema').length,
    relations: countBy(tables, it => String(it.spec?.type)),
    columns: columns.length,
    nullableColumns: columns.filter(it => it.nullable).length,
    columnsWithDefault: columns.filter(it => it.default !== undefined).length,
    primaryKeys: all(it => it.primaryKey).length,
    foreignKeys: foreignKeys.length,
    foreignKeyColumns: foreignKeys.flatMap(it => it.columns).length,
    uniqueConstraints: all(it => it.uniqueConstraints).length,
    checks: checks.length,
    indexes: indexes.length,
    viewQueries: structures.filter(it => it.sql).length,
    comments: {
      database: described(ofType('database')),
      schema: described(ofType('database-schema')),
      relation: described(tables),
      column: commented(columns),
      constraint: commented(keys),
      index: commented(indexes),
    },
  };
}

function countBy<T>(
  values: readonly T[],
  keyOf: (value: T) => string,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) {
    counts[keyOf(value)] = (counts[keyOf(value)] ?? 0) + 1;
  }
  return counts;
}
