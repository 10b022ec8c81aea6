import { quoted } from '@backstage-connector/plugin-connector-node/testUtils';

const types = [
  'integer',
  'bigint',
  'text',
  'varchar(80)',
  'numeric(10,2)',
  'boolean',
  'date',
  'timestamptz',
  'uuid',
  'jsonb',
  'text[]',
  'interval',
];

/** A database that nobody has thought of; the same for the same seed. */
export function generatedStatements(options: {
  tables: number;
  seed: number;
}): string[] {
  const below = chance(options.seed);
  const often = (share: number) => below(100) < share * 100;
  const schemas = ['one', 'Two', 'th ree', 'select', 'fünf'].map(quoted);
  const statements = schemas.map(schema => `CREATE SCHEMA ${schema}`);
  const names: string[] = [];
  const comment = (what: string) => {
    if (often(0.4)) {
      statements.push(`COMMENT ON ${what} IS 'About number ${below(1e6)}.'`);
    }
  };
  for (let table = 0; table < options.tables; table += 1) {
    const name = `${schemas[below(schemas.length)]}.${quoted(`T ${table}`)}`;
    const columns = Array.from({ length: 1 + below(25) }, (_, at) => at);
    const target = names[below(names.length)];
    const parts = [
      `id integer ${often(0.5) ? 'GENERATED ALWAYS AS IDENTITY' : ''}`,
      `CONSTRAINT "${table} pk" PRIMARY KEY (id)`,
      ...columns.map(at =>
        [
          `c${at} ${types[below(types.length)]}`,
          often(0.3) && 'NOT NULL',
          often(0.2) && 'DEFAULT NULL',
        ]
          .filter(Boolean)
          .join(' '),
      ),
      `amount integer DEFAULT ${below(10)} CHECK (amount >= 0)`,
      often(0.3) && `UNIQUE (amount, id)`,
      target && `parent integer REFERENCES ${target} (id)`,
      often(0.2) && `double integer GENERATED ALWAYS AS (amount * 2) STORED`,
    ];
    statements.push(`CREATE TABLE ${name} (${parts.filter(Boolean).join()})`);
    names.push(name);
    comment(`TABLE ${name}`);
    columns.forEach(at => comment(`COLUMN ${name}.c${at}`));
    comment(`CONSTRAINT "${table} pk" ON ${name}`);
    if (often(0.3)) {
      statements.push(
        `CREATE INDEX ON ${name} ((amount + 1), id) WHERE amount > 1`,
        `ALTER TABLE ${name} DROP COLUMN c0`,
      );
    }
    if (often(0.2)) {
      const kind = often(0.5) ? 'VIEW' : 'MATERIALIZED VIEW';
      const view = `${schemas[0]}.${quoted(`${kind} of ${table}`)}`;
      statements.push(`CREATE ${kind} ${view} AS SELECT * FROM ${name}`);
      comment(`${kind} ${view}`);
    }
  }
  return statements;
}

// https://en.wikipedia.org/wiki/Lehmer_random_number_generator
function chance(seed: number): (limit: number) => number {
  const modulus = 2 ** 31 - 1;
  let state = seed;
  return limit => {
    state = (state * 16_807) % modulus;
    return Math.floor((state / modulus) * limit);
  };
}
