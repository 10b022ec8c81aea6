/** Statements for many tables in several schemas, each with a key to the next. */
export function manyTables(count: number, perSchema = 100): string[] {
  const schemas = Math.ceil(count / perSchema);
  const nameOf = (n: number) => `s${Math.floor(n / perSchema)}.t${n}`;
  const table = (n: number) => `
    CREATE TABLE ${nameOf(n)} (
      id integer PRIMARY KEY,
      next integer,
      label varchar(${
        20 + (n % 80)
      }) NOT NULL DEFAULT 'none' CHECK (label <> ''),
      amount numeric(10, ${n % 5}) UNIQUE,
      at timestamptz
    );
    COMMENT ON TABLE ${nameOf(n)} IS 'Number ${n}';
    COMMENT ON COLUMN ${nameOf(n)}.label IS 'The label of ${n}';
    CREATE INDEX t${n}_at ON ${nameOf(n)} (at);`;
  const key = (n: number) =>
    `ALTER TABLE ${nameOf(n)} ADD FOREIGN KEY (next) REFERENCES ${nameOf(
      (n + 1) % count,
    )};`;
  const numbers = Array.from({ length: count }, (_, n) => n);
  return [
    Array.from({ length: schemas }, (_, n) => `CREATE SCHEMA s${n};`).join(''),
    numbers.map(table).join(''),
    numbers.map(key).join(''),
  ];
}
