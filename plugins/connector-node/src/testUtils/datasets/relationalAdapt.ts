import type {
  RelationalChange,
  RelationalColumn,
  RelationalDataset,
  RelationalDifferences,
  RelationalFeature,
  RelationalSchema,
  RelationalTable,
  RelationalView,
} from './relational';

/** Where a technology puts a table of the dataset. @public */
export function placeOf(
  differences: Pick<RelationalDifferences, 'schemas'>,
  schema: string,
  name: string,
): { schema: string; name: string } {
  return differences.schemas === 'kept'
    ? { schema, name }
    : { schema: differences.schemas.only, name: `${schema}_${name}` };
}

/**
 * The dataset as a technology can hold it: without what its differences call
 * lost, and with its tables where the technology puts them.
 * @public
 */
export function adaptDataset(
  dataset: RelationalDataset,
  differences: RelationalDifferences,
): RelationalDataset {
  const schemas = dataset.schemas.map(schema => ({
    name: placeOf(differences, schema.name, '').schema,
    comment: kept('schema-comments', schema.comment, differences),
    relations: schema.relations
      .filter(it => !it.feature || isKept(it.feature, differences))
      .map(relation =>
        relation.kind === 'table'
          ? adaptTable(schema.name, relation, differences)
          : adaptView(schema.name, relation, differences),
      ),
  }));
  return {
    comment: kept('database-comments', dataset.comment, differences),
    schemas:
      differences.schemas === 'kept'
        ? schemas
        : [
            {
              name: differences.schemas.only,
              relations: schemas.flatMap(schema => schema.relations),
            },
          ],
  };
}

/** A table as {@link adaptDataset} has it. @public */
export function adaptTable(
  schema: string,
  table: RelationalTable,
  differences: RelationalDifferences,
): RelationalTable {
  const commented = <T extends { comment?: string }>(
    items: readonly T[] | undefined,
    feature: RelationalFeature,
  ) =>
    items?.map(item => ({
      ...item,
      comment: kept(feature, item.comment, differences),
    }));
  return {
    ...table,
    name: placeOf(differences, schema, table.name).name,
    comment: kept('table-comments', table.comment, differences),
    columns: adaptColumns(table.columns, differences),
    uniqueConstraints: commented(
      table.uniqueConstraints,
      'constraint-comments',
    ),
    checks: commented(table.checks, 'constraint-comments'),
    indexes: commented(table.indexes, 'index-comments'),
    foreignKeys: commented(table.foreignKeys, 'constraint-comments')?.map(
      key => {
        const place = placeOf(differences, key.target.schema, key.target.table);
        return {
          ...key,
          target: {
            schema: place.schema,
            table: place.name,
            columns: key.target.columns,
          },
        };
      },
    ),
  };
}

function adaptView(
  schema: string,
  view: RelationalView,
  differences: RelationalDifferences,
): RelationalView {
  return {
    ...view,
    name: placeOf(differences, schema, view.name).name,
    comment: kept('view-comments', view.comment, differences),
    columns: adaptColumns(view.columns, differences),
  };
}

function adaptColumns(
  columns: readonly RelationalColumn[],
  differences: RelationalDifferences,
): RelationalColumn[] {
  return columns
    .filter(
      ({ generated }) =>
        !generated || isKept(`generated-${generated.kind}`, differences),
    )
    .map(column => ({
      ...column,
      comment: kept('column-comments', column.comment, differences),
    }));
}

/** The dataset after the changes. @public */
export function applyChanges(
  dataset: RelationalDataset,
  changes: readonly RelationalChange[],
): RelationalDataset {
  return changes.reduce<RelationalDataset>(
    (before, change) => ({
      ...before,
      schemas: before.schemas.map(schema =>
        schema.name === change.schema ? applyChange(schema, change) : schema,
      ),
    }),
    dataset,
  );
}

function applyChange(
  schema: RelationalSchema,
  change: RelationalChange,
): RelationalSchema {
  if (change.kind === 'add-table') {
    return { ...schema, relations: [...schema.relations, change.table] };
  }
  return {
    ...schema,
    relations: schema.relations.flatMap(relation => {
      if (relation.name !== change.table || relation.kind !== 'table') {
        return [relation];
      }
      return change.kind === 'drop-table' ? [] : [changed(relation, change)];
    }),
  };
}

function changed(
  table: RelationalTable,
  change: Exclude<RelationalChange, { kind: 'add-table' | 'drop-table' }>,
): RelationalTable {
  const editColumn = (name: string, edit: Partial<RelationalColumn>) => ({
    ...table,
    columns: table.columns.map(it =>
      it.name === name ? { ...it, ...edit } : it,
    ),
  });
  switch (change.kind) {
    case 'drop-column':
      return {
        ...table,
        columns: table.columns.filter(it => it.name !== change.column),
      };
    case 'drop-foreign-key':
      return {
        ...table,
        foreignKeys: table.foreignKeys?.filter(it => it.name !== change.name),
      };
    case 'comment-table':
      return { ...table, comment: change.comment };
    case 'comment-column':
      return editColumn(change.column, { comment: change.comment });
    case 'retype-column':
      return editColumn(change.column, { type: change.type });
    default:
      return change satisfies never;
  }
}

function isKept(
  feature: RelationalFeature,
  differences: RelationalDifferences,
): boolean {
  return differences.features[feature] === 'kept';
}

function kept<T>(
  feature: RelationalFeature,
  value: T | undefined,
  differences: RelationalDifferences,
): T | undefined {
  return isKept(feature, differences) ? value : undefined;
}
