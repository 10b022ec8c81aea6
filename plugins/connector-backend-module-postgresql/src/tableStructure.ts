import type {
  Column,
  ForeignKey,
  TableStructure,
} from '@backstage-connector/plugin-connector-common';
import type { RelationPlace } from './outline';
import type { ConstraintRow, IndexRow, Structure, TypeRow } from './rows';

/** What oids stand for in one snapshot. */
export interface OidNames {
  readonly types: ReadonlyMap<string, TypeRow>;
  readonly places: ReadonlyMap<string, RelationPlace>;
}

/** The structure of a table or view, from what the catalog says of it. */
export function tableStructure(
  row: Structure,
  oids: OidNames,
): Omit<TableStructure, 'sql'> {
  const names = new Map(row.numbers.map((it, at) => [it, row.names[at]]));
  const nameOf = (number: number) => names.get(number) ?? '';
  const ofType = (type: ConstraintRow['type']) =>
    row.constraints.filter(constraint => constraint.type === type);
  const key = (constraint: ConstraintRow) => ({
    name: constraint.name,
    columns: (constraint.columns ?? []).map(nameOf),
    comment: constraint.comment ?? undefined,
  });
  return {
    columns: columns(row, oids.types),
    primaryKey: ofType('p').map(key)[0],
    uniqueConstraints: ofType('u').map(constraint => ({
      ...key(constraint),
      nullsNotDistinct: constraint.nullsNotDistinct || undefined,
    })),
    checks: ofType('c').map(({ name, expression, comment }) => ({
      name,
      expression: expression ?? '',
      comment: comment ?? undefined,
    })),
    foreignKeys: ofType('f').map(constraint => ({
      ...key(constraint),
      ...foreignKey(constraint, oids),
    })),
    indexes: row.indexes.map(index => tableIndex(index, nameOf)),
    partitionKey: row.partitionKey ?? undefined,
    partitionBound: row.partitionBound ?? undefined,
    inherits: row.parents?.map(oid => {
      const { urn, path } = placeOf(oid, oids);
      return { urn, path };
    }),
    foreignServer: row.foreignServer ?? undefined,
  };
}

// https://www.postgresql.org/docs/current/catalog-pg-attribute.html
const generated = { '': undefined, s: 'stored', v: 'virtual' } as const;
const identities = { '': undefined, a: 'always', d: 'by-default' } as const;

// There are many, so each is made in one go.
function columns(
  row: Structure,
  types: ReadonlyMap<string, TypeRow>,
): Column[] {
  return row.names.map((name, at) => {
    const typeOid = row.typeOids[at];
    const type = types.get(typeOid);
    // Not for arrays of a domain.
    const isNeverNull = type?.notNull && type.oids[0] === typeOid;
    return {
      name,
      position: at + 1,
      type: row.types[at],
      nullable: !row.notNull[at] && !isNeverNull,
      default: row.expressions[at] ?? undefined,
      generated: generated[row.generated[at]],
      identity: identities[row.identities[at]],
      comment: row.comments[at] ?? undefined,
      typeOf: type && typeOf(type),
    };
  });
}

function typeOf(type: TypeRow): Column['typeOf'] {
  return {
    kind: type.kind,
    name: type.name,
    values: type.values ?? undefined,
    baseType: type.baseType ?? undefined,
    checks: type.checks ?? undefined,
    comment: type.comment ?? undefined,
  };
}

// NO ACTION, the default, is left out.
const actions: Readonly<Record<string, string>> = {
  r: 'RESTRICT',
  c: 'CASCADE',
  n: 'SET NULL',
  d: 'SET DEFAULT',
};

function foreignKey(
  constraint: ConstraintRow,
  oids: OidNames,
): Omit<ForeignKey, 'columns'> {
  return {
    target: {
      ...placeOf(constraint.target, oids),
      columns: constraint.targetColumns ?? [],
    },
    onUpdate: actions[constraint.onUpdate],
    onDelete: actions[constraint.onDelete],
    deferrable: constraint.deferrable || undefined,
  };
}

function placeOf(oid: string, { places }: OidNames): RelationPlace {
  const place = places.get(oid);
  if (!place) {
    throw new Error(`The relation ${oid} is referred to, but not listed`);
  }
  return place;
}

function tableIndex(
  index: IndexRow,
  nameOf: (number: number) => string,
): TableStructure['indexes'][number] {
  const all = index.columns.map((number, at) =>
    number === 0 ? index.expressions?.[at] ?? '' : nameOf(number),
  );
  return {
    name: index.name,
    columns: all.slice(0, index.keys),
    included: index.keys < all.length ? all.slice(index.keys) : undefined,
    unique: index.unique,
    method: index.method,
    where: index.where ?? undefined,
    comment: index.comment ?? undefined,
  };
}
