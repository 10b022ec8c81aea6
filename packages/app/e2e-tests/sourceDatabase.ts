import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

const superuserUrl = 'CONNECTOR_TEST_POSTGRES_URL';

/** A PostgreSQL database to import from, and a role that may read it. */
export interface SourceDatabase {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  /** Runs statements in the database, as its owner. */
  query(statements: string): Promise<void>;
  /** Lets nobody read a table until the function it gives is called. */
  hold(table: string): Promise<() => Promise<void>>;
  drop(): Promise<void>;
}

/** Two schemas of a shop: five tables, a view, keys and comments. */
export const shopSchema = `
  CREATE SCHEMA sales;
  COMMENT ON SCHEMA sales IS 'What is sold to whom';
  CREATE SCHEMA stock;
  CREATE TYPE sales.channel AS ENUM ('shop', 'web', 'phone');
  CREATE TABLE sales.customer (
    customer_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email varchar(200) NOT NULL UNIQUE,
    joined_on date NOT NULL DEFAULT CURRENT_DATE
  );
  COMMENT ON TABLE sales.customer IS 'A person or company that buys';
  COMMENT ON COLUMN sales.customer.email IS 'Where the receipt goes';
  CREATE TABLE stock.item (
    item_id integer PRIMARY KEY,
    title text NOT NULL,
    price numeric(10, 2) CHECK (price >= 0)
  );
  CREATE TABLE stock.shelf (
    shelf_id integer PRIMARY KEY,
    item_id integer REFERENCES stock.item
  );
  CREATE TABLE sales.purchase (
    purchase_id integer PRIMARY KEY,
    customer_id integer NOT NULL REFERENCES sales.customer ON DELETE CASCADE,
    channel sales.channel NOT NULL
  );
  COMMENT ON TABLE sales.purchase IS 'One basket, paid for';
  CREATE TABLE sales.purchase_line (
    purchase_id integer REFERENCES sales.purchase,
    item_id integer REFERENCES stock.item,
    quantity smallint NOT NULL,
    PRIMARY KEY (purchase_id, item_id)
  );
  CREATE INDEX purchase_line_by_item ON sales.purchase_line (item_id);
  CREATE VIEW sales.revenue AS
    SELECT p.purchase_id, sum(l.quantity * i.price) AS total
      FROM sales.purchase p
      JOIN sales.purchase_line l USING (purchase_id)
      JOIN stock.item i USING (item_id)
     GROUP BY p.purchase_id;`;

/** What {@link shopSchema} becomes: database, schemas with public, tables, view. */
export const shopEntities = 1 + 3 + 5 + 1;

/** Makes a database on the server that the environment names. */
export async function createSourceDatabase(
  statements: string,
): Promise<SourceDatabase> {
  const url = process.env[superuserUrl];
  if (!url) {
    throw new Error(
      `Set ${superuserUrl} to the superuser's URL of a PostgreSQL server; ./script/test does`,
    );
  }
  const name = `connector_e2e_${randomBytes(4).toString('hex')}`;
  const password = `pw-${randomBytes(9).toString('base64url')}`;
  const server = await connected(url);
  await server.query(`CREATE ROLE ${name} LOGIN PASSWORD '${password}'`);
  await server.query(`CREATE DATABASE ${name}`);
  await server.query(`GRANT CONNECT ON DATABASE ${name} TO ${name}`);

  const own = new URL(url);
  own.pathname = `/${name}`;
  const owner = await connected(own.href);
  const usable = `
    DO $$ DECLARE s text; BEGIN
      FOR s IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' LOOP
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO ${name}', s);
      END LOOP;
    END $$`;
  await owner.query(statements);
  await owner.query(usable);

  return {
    host: own.hostname,
    port: Number(own.port || 5432),
    database: name,
    user: name,
    password,
    async query(more) {
      await owner.query(more);
    },
    async hold(table) {
      const holder = await connected(own.href);
      await holder.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
      return () => holder.end();
    },
    async drop() {
      await owner.end();
      await server.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await server.query(`DROP ROLE ${name}`);
      await server.end();
    },
  };
}

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  // Dropping the database ends its sessions.
  client.on('error', () => {});
  await client.connect();
  return client;
}
