import {
  assetUrn,
  type Asset,
  type Column,
  type TableStructure,
} from '@backstage-connector/plugin-connector-common';
import type {
  RelationalColumn,
  RelationalDataset,
  RelationalDifferences,
  RelationalKey,
  RelationalTable,
  RelationalView,
} from './relational';
import { adaptDataset } from './relationalAdapt';

/** What a connector must yield for a dataset. @public */
export function expectedAssets(
  dataset: RelationalDataset,
  differences: RelationalDifferences,
  source: { technology: string; system: string; database: string },
): Asset[] {
  const adapted = adaptDataset(dataset, differences);
  const place = (...names: string[]) => {
    const path = [source.database, ...names];
    return { urn: assetUrn({ ...source, path }), path, name: path.at(-1)! };
  };
  const top = place();
  return [
    { kind: 'database', ...top, comment: adapted.comment },
    ...adapted.schemas.flatMap((schema): Asset[] => {
      const parent = place(schema.name);
      return [
        {
          kind: 'schema',
          ...parent,
          parent: top.urn,
          comment: schema.comment,
        },
        ...schema.relations.map(
          (relation): Asset => ({
            kind: 'table',
            ...place(schema.name, relation.name),
            parent: parent.urn,
            relationType: relation.kind,
            comment: relation.comment,
            structure:
              relation.kind === 'table'
                ? tableStructure(relation, differences, place)
                : viewStructure(relation, differences),
          }),
        ),
      ];
    }),
  ];
}

function viewStructure(
  view: RelationalView,
  differences: RelationalDifferences,
): TableStructure {
  return {
    columns: columns(view.columns, differences),
    uniqueConstraints: [],
    checks: [],
    foreignKeys: [],
    indexes: [],
    sql: differences.texts[view.query].read,
  };
}

function tableStructure(
  table: RelationalTable,
  differences: RelationalDifferences,
  place: (...names: string[]) => { urn: string; path: string[] },
): TableStructure {
  const { texts, features, indexMethod } = differences;
  const named = <T extends { name?: string }>(constraint: T): T => ({
    ...constraint,
    name: features['constraint-names'] === 'kept' ? constraint.name : undefined,
  });
  const key = ({ name, columns: names, comment }: RelationalKey) =>
    named({ name, columns: [...names], comment });
  return {
    columns: columns(table.columns, differences),
    primaryKey: table.primaryKey && key(table.primaryKey),
    uniqueConstraints: (table.uniqueConstraints ?? []).map(key),
    checks: (table.checks ?? []).map(check =>
      named({ ...check, expression: texts[check.expression].read }),
    ),
    foreignKeys: (table.foreignKeys ?? []).map(foreignKey => ({
      ...key(foreignKey),
      target: {
        ...targetOf(place(foreignKey.target.schema, foreignKey.target.table)),
        columns: [...foreignKey.target.columns],
      },
      onUpdate: foreignKey.onUpdate,
      onDelete: foreignKey.onDelete,
    })),
    indexes: (table.indexes ?? []).map(index => ({
      name: index.name,
      columns: index.columns.map(column =>
        typeof column === 'string' ? column : texts[column.expression].read,
      ),
      unique: index.unique ?? false,
      method: indexMethod,
      where: index.where && texts[index.where].read,
      comment: index.comment,
    })),
  };
}

function targetOf({ urn, path }: { urn: string; path: string[] }) {
  return { urn, path };
}

function columns(
  specified: readonly RelationalColumn[],
  { types, texts, identity }: RelationalDifferences,
): Column[] {
  return specified.map((column, index) => {
    const expression = column.generated?.as ?? column.default;
    return {
      name: column.name,
      position: index + 1,
      type: types[column.type],
      nullable: column.nullable ?? true,
      default: expression && texts[expression].read,
      generated: column.generated?.kind,
      identity: column.identity && identity[column.identity],
      comment: column.comment,
    };
  });
}
