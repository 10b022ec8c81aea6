import {
  assetUrn,
  importOptionsSchema,
  type ForeignKey,
  type ImportOptions,
  type ObservedAsset,
  type TableAsset,
  type TableStructure,
} from '@backstage-connector/plugin-connector-common';
import type { z } from 'zod';
import type { MapContext } from '../createMapper';

export function importOptions(
  given: Partial<z.input<typeof importOptionsSchema>> = {},
): ImportOptions {
  return importOptionsSchema.parse({
    source: { kind: 'existing', ref: 'system:default/retail' },
    owner: 'group:default/data',
    ...given,
  });
}

export function mapContext(
  given: Parameters<typeof importOptions>[0] = {},
): MapContext {
  return {
    connection: { id: 'c1', name: 'Retail' },
    technology: { title: 'SQLite' },
    options: importOptions(given),
  };
}

export function urnOf(path: readonly string[]): string {
  return assetUrn({ technology: 'test', system: 'host', path });
}

export function database(name = 'warehouse'): ObservedAsset {
  return { kind: 'database', urn: urnOf([name]), name, path: [name] };
}

export function schema(name: string, comment?: string): ObservedAsset {
  const path = ['warehouse', name];
  return {
    kind: 'schema',
    urn: urnOf(path),
    parent: urnOf(path.slice(0, -1)),
    name,
    path,
    ...(comment !== undefined && { comment }),
  };
}

export function table(
  schemaName: string,
  name: string,
  given: Partial<Omit<TableAsset, 'structure'>> & {
    structure?: Partial<TableStructure>;
  } = {},
): TableAsset {
  const path = ['warehouse', schemaName, name];
  return {
    kind: 'table',
    urn: urnOf(path),
    parent: urnOf(path.slice(0, -1)),
    name,
    path,
    relationType: 'table',
    ...given,
    structure: structure(given.structure),
  };
}

export function structure(given: Partial<TableStructure> = {}): TableStructure {
  return {
    columns: [
      { name: 'id', position: 1, type: 'integer', nullable: false },
      { name: 'total', position: 2, type: 'numeric(10,2)', nullable: true },
    ],
    primaryKey: { name: 'pk', columns: ['id'] },
    uniqueConstraints: [],
    checks: [],
    foreignKeys: [],
    indexes: [],
    ...given,
  };
}

export function foreignKey(
  name: string,
  path: string[],
  external?: boolean,
): ForeignKey {
  return {
    name,
    columns: [`${name}_id`],
    target: {
      urn: urnOf(path),
      path,
      columns: ['id'],
      ...(external && { external }),
    },
  };
}
