/** A schema with everything the connector knows of, and a second one beside. */
export const everything = (versionNumber: number): readonly string[] => [
  `CREATE SCHEMA shop`,
  `COMMENT ON SCHEMA shop IS 'What we sell.'`,
  `CREATE SCHEMA "Other ""One"""`,

  `CREATE TYPE shop.mood AS ENUM ('so, so', 'fine', 'it''s great')`,
  `COMMENT ON TYPE shop.mood IS 'How they feel.'`,
  `CREATE DOMAIN shop.positive AS numeric(8, 2) NOT NULL
     CONSTRAINT above_zero CHECK (VALUE > 0) CHECK (VALUE < 1000)`,
  `CREATE TYPE shop.address AS (street text, "number" integer)`,
  `CREATE TYPE shop.span AS RANGE (subtype = date)`,

  `CREATE TABLE shop.customer (
     id bigint GENERATED ALWAYS AS IDENTITY,
     gone integer,
     code char(3) NOT NULL DEFAULT 'abc',
     feels shop.mood DEFAULT 'fine',
     felt shop.mood[],
     credit shop.positive,
     credits shop.positive[],
     lives_at shop.address,
     active shop.span,
     name varchar(80) COLLATE "C",
     shouted text GENERATED ALWAYS AS (upper(code)) STORED,
     born timestamptz(3) DEFAULT '2000-01-01 00:00:00+02',
     serial_number serial,
     CONSTRAINT customer_pk PRIMARY KEY (id),
     CONSTRAINT customer_code UNIQUE (name, code) DEFERRABLE,
     CONSTRAINT customer_name CHECK (length(name) > 1 OR name IS NULL))`,
  `ALTER TABLE shop.customer DROP COLUMN gone`,
  `COMMENT ON TABLE shop.customer IS E'They buy.\\n  Owner: group:default/sales\\nSometimes.'`,
  `COMMENT ON COLUMN shop.customer.code IS 'Three letters.'`,
  `COMMENT ON CONSTRAINT customer_pk ON shop.customer IS 'The key.'`,
  `COMMENT ON CONSTRAINT customer_code ON shop.customer IS 'The other key.'`,
  `COMMENT ON CONSTRAINT customer_name ON shop.customer IS 'No initials.'`,
  `CREATE UNIQUE INDEX customer_lower ON shop.customer
     (lower(name), code DESC) INCLUDE (born) WHERE code <> 'x'`,
  `COMMENT ON INDEX shop.customer_lower IS 'For the search.'`,
  `CREATE INDEX customer_active ON shop.customer USING gist (active)`,
  versionNumber >= 150000
    ? `ALTER TABLE shop.customer ADD CONSTRAINT customer_born
         UNIQUE NULLS NOT DISTINCT (born)`
    : `SELECT 1`,
  versionNumber >= 180000
    ? `ALTER TABLE shop.customer
         ADD COLUMN whispered text GENERATED ALWAYS AS (lower(code)) VIRTUAL`
    : `SELECT 1`,

  // The columns of the key are not in the order of the table.
  `CREATE TABLE "Other ""One"""."Case" (
     "Twin" integer, twin integer, customer bigint NOT NULL,
     PRIMARY KEY (twin, "Twin"),
     CONSTRAINT case_customer FOREIGN KEY (customer) REFERENCES shop.customer
       ON UPDATE CASCADE ON DELETE SET DEFAULT DEFERRABLE,
     EXCLUDE USING btree (customer WITH =))`,
  `COMMENT ON CONSTRAINT case_customer ON "Other ""One"""."Case"
     IS 'Across schemas.'`,
  `CREATE TABLE shop.item (
     b integer, a integer,
     CONSTRAINT item_case FOREIGN KEY (a, b)
       REFERENCES "Other ""One"""."Case" (twin, "Twin") MATCH FULL
       ON UPDATE SET NULL ON DELETE RESTRICT)`,

  `CREATE TABLE shop.sale (id integer, day date, customer bigint
     CONSTRAINT sale_customer REFERENCES shop.customer,
     CONSTRAINT sale_pk PRIMARY KEY (id, day)) PARTITION BY RANGE (day)`,
  `CREATE TABLE shop.sale_2026 PARTITION OF shop.sale
     FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')`,
  `CREATE TABLE shop.sale_later PARTITION OF shop.sale DEFAULT
     PARTITION BY LIST (day)`,
  `CREATE TABLE shop.sale_later_1 PARTITION OF shop.sale_later
     FOR VALUES IN ('2027-05-01')`,
  `CREATE TABLE shop.refund (sale integer, day date,
     CONSTRAINT refund_sale FOREIGN KEY (sale, day) REFERENCES shop.sale)`,
  `CREATE TABLE shop.refund_by_day (sale integer, day date,
     CONSTRAINT refund_by_day_sale FOREIGN KEY (sale, day) REFERENCES shop.sale
   ) PARTITION BY RANGE (day)`,
  `CREATE TABLE shop.refund_2026 PARTITION OF shop.refund_by_day
     FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')`,

  `CREATE TABLE shop.base (id integer CHECK (id > 0))`,
  `CREATE TABLE shop.derived (more text) INHERITS (shop.base)`,
  `CREATE TABLE shop.bare ()`,
  `CREATE FOREIGN DATA WRAPPER nothing`,
  `CREATE SERVER elsewhere FOREIGN DATA WRAPPER nothing`,
  `CREATE FOREIGN TABLE shop.remote (id integer NOT NULL) SERVER elsewhere`,
  `CREATE VIEW shop.overview AS
     SELECT c.name, s.day FROM shop.customer c JOIN shop.sale s ON s.customer = c.id`,
  `COMMENT ON VIEW shop.overview IS 'Who bought when.'`,
  `COMMENT ON COLUMN shop.overview.name IS 'Theirs.'`,
  `CREATE MATERIALIZED VIEW shop.snapshot AS SELECT count(*) AS sales
     FROM shop.sale`,
  `CREATE INDEX snapshot_sales ON shop.snapshot (sales)`,
  // Neither is a table.
  `CREATE SEQUENCE shop.counter`,
  `CREATE TEMPORARY TABLE scratch (id integer)`,
];
