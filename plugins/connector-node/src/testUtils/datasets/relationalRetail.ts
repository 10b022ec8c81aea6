import type {
  RelationalChange,
  RelationalColumn,
  RelationalDataset,
  RelationalSchema,
  RelationalTable,
} from './relational';

const crm: RelationalSchema = {
  name: 'crm',
  comment: 'Whom we sell to.',
  relations: [
    {
      kind: 'table',
      name: 'customer',
      comment: "People and companies that buy; it's all of them.",
      columns: [
        {
          name: 'id',
          type: 'bigint',
          nullable: false,
          identity: 'by-default',
          comment: 'Given by the shop.',
        },
        { name: 'code', type: 'char(3)', nullable: false },
        { name: 'name', type: 'varchar(40)', nullable: false },
        { name: 'notes', type: 'text' },
        {
          name: 'credit',
          type: 'numeric(12,2)',
          nullable: false,
          default: 'default.zero',
          comment: 'In euro.',
        },
        { name: 'score', type: 'double' },
        {
          name: 'active',
          type: 'boolean',
          nullable: false,
          default: 'default.true',
        },
        { name: 'born', type: 'date' },
        {
          name: 'created_at',
          type: 'timestamp',
          nullable: false,
          default: 'default.now',
        },
        { name: 'photo', type: 'binary' },
        { name: 'status', type: 'varchar(40)', default: 'default.quoted' },
      ],
      primaryKey: { name: 'customer_pk', columns: ['id'] },
      uniqueConstraints: [
        {
          name: 'customer_code_name',
          columns: ['name', 'code'],
          comment: 'Codes repeat, names repeat, the pair does not.',
        },
      ],
      checks: [
        { name: 'customer_credit', expression: 'check.credit-not-negative' },
      ],
      indexes: [
        {
          name: 'customer_by_birth',
          columns: ['born', 'name'],
          comment: 'For birthday cards.',
        },
        {
          name: 'customer_active',
          columns: ['code'],
          unique: true,
          where: 'index.where-active',
        },
        {
          name: 'customer_lower_name',
          columns: [{ expression: 'index.lower-name' }, 'code'],
        },
      ],
    },
    {
      kind: 'table',
      name: 'obsolete',
      columns: [{ name: 'id', type: 'integer' }],
    },
  ],
};

const sales: RelationalSchema = {
  name: 'sales',
  relations: [
    {
      kind: 'table',
      name: 'category',
      columns: [
        { name: 'id', type: 'integer', nullable: false, identity: 'always' },
        { name: 'parent', type: 'integer' },
      ],
      primaryKey: { name: 'category_pk', columns: ['id'] },
      foreignKeys: [
        {
          name: 'category_parent',
          columns: ['parent'],
          target: { schema: 'sales', table: 'category', columns: ['id'] },
          onDelete: 'SET NULL',
        },
      ],
    },
    {
      kind: 'table',
      // A reserved word.
      name: 'order',
      columns: [
        { name: 'number', type: 'smallint', nullable: false },
        { name: 'customer', type: 'bigint', nullable: false },
        { name: 'reference', type: 'varchar(40)' },
        { name: 'placed_on', type: 'date' },
      ],
      // Not in the order of the columns.
      primaryKey: { name: 'order_pk', columns: ['customer', 'number'] },
      foreignKeys: [
        {
          name: 'order_customer',
          columns: ['customer'],
          target: { schema: 'crm', table: 'customer', columns: ['id'] },
          onDelete: 'CASCADE',
          comment: 'Across schemas.',
        },
      ],
    },
    {
      kind: 'table',
      name: 'order_line',
      columns: [
        { name: 'customer', type: 'bigint', nullable: false },
        { name: 'order', type: 'smallint', nullable: false },
        { name: 'line', type: 'smallint', nullable: false },
        { name: 'category', type: 'integer' },
        { name: 'quantity', type: 'integer', nullable: false },
        { name: 'price', type: 'numeric(12,2)', nullable: false },
        {
          name: 'total',
          type: 'numeric(12,2)',
          generated: { kind: 'stored', as: 'generated.total' },
        },
        {
          name: 'label',
          type: 'text',
          generated: { kind: 'virtual', as: 'generated.label' },
        },
      ],
      primaryKey: {
        name: 'order_line_pk',
        columns: ['customer', 'order', 'line'],
      },
      checks: [
        {
          name: 'order_line_quantity',
          expression: 'check.quantity-positive',
          comment: 'Returns have a table of their own.',
        },
      ],
      foreignKeys: [
        {
          name: 'order_line_category',
          columns: ['category'],
          target: { schema: 'sales', table: 'category', columns: ['id'] },
        },
        {
          name: 'order_line_order',
          columns: ['customer', 'order'],
          target: {
            schema: 'sales',
            table: 'order',
            columns: ['customer', 'number'],
          },
          onUpdate: 'CASCADE',
          onDelete: 'RESTRICT',
        },
      ],
    },
    {
      kind: 'view',
      name: 'open_order',
      comment: 'Orders of this year.',
      columns: [
        { name: 'customer', type: 'bigint' },
        { name: 'placed_on', type: 'date' },
      ],
      query: 'view.open-order',
    },
    {
      kind: 'materialized-view',
      name: 'customer_order',
      feature: 'materialized-views',
      columns: [
        { name: 'name', type: 'varchar(40)' },
        { name: 'number', type: 'smallint' },
      ],
      query: 'view.customer-order',
    },
  ],
};

/** Names that something between source and catalog may stumble over. */
export const hostileNames = [
  'with space',
  ' leading and trailing ',
  'with"quote',
  "with'apostrophe",
  'with`backtick',
  'emoji 🛒',
  'Ünïcödé',
  'select',
  'with.dot',
  'with/slash',
  'with[brackets]',
  'with%25percent',
  'with:colon',
  'semicolon; -- comment',
  'back\\slash',
  '{brace,*?}',
  '__proto__',
  '007',
];

/** The schema they are in. */
export const hostileSchema = 'odd "names" ☃';

function hostile(longestName: number): RelationalSchema {
  const longest = 'n'.repeat(longestName);
  const named = (name: string): RelationalTable => ({
    kind: 'table',
    name,
    columns: [{ name: 'id', type: 'integer' }],
  });
  return {
    name: hostileSchema,
    relations: [
      {
        kind: 'table',
        name: longest,
        columns: [...hostileNames, longest].map(
          (name): RelationalColumn => ({
            name,
            type: 'integer',
            ...(name === longest && { nullable: false }),
          }),
        ),
        primaryKey: { name: 'longest_pk', columns: [longest] },
      },
      ...hostileNames.map(named),
      {
        ...named('pointer'),
        foreignKeys: [
          {
            name: 'pointer_longest',
            columns: ['id'],
            target: {
              schema: hostileSchema,
              table: longest,
              columns: [longest],
            },
          },
        ],
      },
      named('twin'),
      { ...named('Twin'), feature: 'case-twins' },
      { ...named('TWIN'), feature: 'case-twins' },
    ],
  };
}

/** What every relational connector is tried on. */
export function retailDataset(options: {
  longestName: number;
  widestTable: number;
}): RelationalDataset {
  return {
    comment: 'A shop, made for tests.',
    schemas: [
      crm,
      sales,
      hostile(options.longestName),
      { name: 'vacant', relations: [] },
      {
        name: 'wide',
        relations: [
          {
            kind: 'table',
            name: 'widest',
            columns: Array.from(
              { length: options.widestTable },
              (_, index): RelationalColumn => ({
                name: `c${index + 1}`,
                type: 'integer',
              }),
            ),
          },
        ],
      },
    ],
  };
}

/** The standard change. */
export const retailChanges: readonly RelationalChange[] = [
  {
    kind: 'add-table',
    schema: 'crm',
    table: {
      kind: 'table',
      name: 'address',
      comment: 'New.',
      columns: [
        { name: 'customer', type: 'bigint', nullable: false },
        { name: 'street', type: 'varchar(40)' },
      ],
      foreignKeys: [
        {
          name: 'address_customer',
          columns: ['customer'],
          target: { schema: 'crm', table: 'customer', columns: ['id'] },
        },
      ],
    },
  },
  { kind: 'drop-table', schema: 'crm', table: 'obsolete' },
  { kind: 'drop-column', schema: 'crm', table: 'customer', column: 'notes' },
  {
    kind: 'drop-foreign-key',
    schema: 'sales',
    table: 'order_line',
    name: 'order_line_order',
  },
  {
    kind: 'comment-table',
    schema: 'crm',
    table: 'customer',
    comment: 'People only.',
  },
  {
    kind: 'comment-column',
    schema: 'crm',
    table: 'customer',
    column: 'credit',
    comment: 'In the currency of the customer.',
  },
  {
    kind: 'retype-column',
    schema: 'sales',
    table: 'order',
    column: 'reference',
    type: 'text',
  },
];

/** A uniform set, for streaming and memory. */
export function largeDataset(options: {
  tables: number;
  columns: number;
}): RelationalDataset {
  return {
    schemas: [
      {
        name: 'bulk',
        relations: Array.from({ length: options.tables }, (_, index) => ({
          kind: 'table' as const,
          name: `t${String(index).padStart(6, '0')}`,
          columns: Array.from({ length: options.columns }, (__, column) => ({
            name: `column_with_a_longer_name_${column}`,
            type: 'varchar(40)' as const,
          })),
        })),
      },
    ],
  };
}
