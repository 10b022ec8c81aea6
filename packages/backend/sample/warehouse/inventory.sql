-- Inventory: products, where they lie, how they move.

CREATE TABLE inventory_brand (
  brand_id INTEGER PRIMARY KEY,
  name     TEXT NOT NULL UNIQUE COLLATE NOCASE,
  website  TEXT
);

CREATE TABLE inventory_category (
  category_id        INTEGER PRIMARY KEY,
  parent_category_id INTEGER REFERENCES inventory_category (category_id),
  name               TEXT NOT NULL,
  -- Slash-separated, from the root: /Sleeping/Tents
  path               TEXT NOT NULL UNIQUE
);

CREATE TABLE inventory_product (
  /* What the shop shows: one page a product. */
  product_id      INTEGER PRIMARY KEY,
  brand_id        INTEGER NOT NULL REFERENCES inventory_brand (brand_id),
  category_id     INTEGER NOT NULL REFERENCES inventory_category (category_id),
  name            TEXT NOT NULL,
  description     TEXT,
  launched_on     DATE,
  discontinued_on DATE,
  UNIQUE (brand_id, name)
);
CREATE INDEX inventory_product_by_category ON inventory_product (category_id);

CREATE TABLE inventory_variant (
  /* The thing that is counted and sold: a product in one size and colour. */
  sku        VARCHAR(16) NOT NULL PRIMARY KEY,
  product_id INTEGER NOT NULL REFERENCES inventory_product (product_id),
  size       VARCHAR(8),
  colour     VARCHAR(24),
  weight_g   INTEGER CHECK (weight_g > 0), -- packed, in grams
  gtin       CHAR(13) UNIQUE CHECK (length(gtin) = 13),
  UNIQUE (product_id, size, colour)
);

CREATE TABLE inventory_product_tag (
  product_id INTEGER NOT NULL REFERENCES inventory_product (product_id) ON DELETE CASCADE,
  tag        VARCHAR(30) NOT NULL,
  PRIMARY KEY (product_id, tag)
) WITHOUT ROWID;

CREATE TABLE inventory_warehouse (
  /* A building goods are shipped from. */
  warehouse_id INTEGER PRIMARY KEY,
  code         CHAR(4) NOT NULL UNIQUE,
  name         TEXT NOT NULL,
  latitude     REAL CHECK (latitude BETWEEN -90 AND 90),
  longitude    REAL CHECK (longitude BETWEEN -180 AND 180)
);

CREATE TABLE inventory_bin (
  /* A shelf place in a warehouse. */
  warehouse_id INTEGER NOT NULL REFERENCES inventory_warehouse (warehouse_id),
  bin_code     VARCHAR(10) NOT NULL, -- aisle-rack-level
  is_cold      BOOLEAN NOT NULL DEFAULT 0,
  PRIMARY KEY (warehouse_id, bin_code)
);

CREATE TABLE inventory_stock (
  /* How many of a variant lie in a bin. */
  warehouse_id INTEGER NOT NULL,
  bin_code     VARCHAR(10) NOT NULL,
  sku          VARCHAR(16) NOT NULL REFERENCES inventory_variant (sku),
  on_hand      INTEGER NOT NULL DEFAULT 0 CHECK (on_hand >= 0),
  reserved     INTEGER NOT NULL DEFAULT 0 CHECK (reserved >= 0),
  available    INTEGER GENERATED ALWAYS AS (on_hand - reserved) VIRTUAL,
  counted_at   TIMESTAMP,
  PRIMARY KEY (warehouse_id, bin_code, sku),
  FOREIGN KEY (warehouse_id, bin_code) REFERENCES inventory_bin (warehouse_id, bin_code)
);
CREATE INDEX inventory_stock_by_sku ON inventory_stock (sku);

CREATE TABLE inventory_movement (
  movement_id  INTEGER PRIMARY KEY AUTOINCREMENT,
  sku          VARCHAR(16) NOT NULL REFERENCES inventory_variant (sku),
  warehouse_id INTEGER NOT NULL REFERENCES inventory_warehouse (warehouse_id),
  -- Positive: into the warehouse. Negative: out of it.
  quantity     INTEGER NOT NULL CHECK (quantity <> 0),
  cause        VARCHAR(12) NOT NULL CHECK (cause IN ('receipt', 'sale', 'return', 'count', 'transfer')),
  moved_at     TIMESTAMP NOT NULL
);
CREATE INDEX inventory_movement_by_time ON inventory_movement (moved_at, sku);

CREATE TABLE inventory_supplier (
  /* Who we buy from. */
  supplier_id    INTEGER PRIMARY KEY,
  name           TEXT NOT NULL UNIQUE,
  country_code   CHAR(2) NOT NULL,
  lead_time_days INTEGER NOT NULL DEFAULT 21 CHECK (lead_time_days >= 0)
);

CREATE TABLE inventory_supplier_item (
  /* What a supplier offers, and at what cost. */
  supplier_id INTEGER NOT NULL REFERENCES inventory_supplier (supplier_id),
  sku         VARCHAR(16) NOT NULL REFERENCES inventory_variant (sku),
  unit_cost   NUMERIC(12, 4) NOT NULL,
  minimum     INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (supplier_id, sku)
);

CREATE TABLE inventory_purchase_order (
  /* An order to a supplier. */
  purchase_order_id INTEGER PRIMARY KEY,
  supplier_id       INTEGER NOT NULL REFERENCES inventory_supplier (supplier_id),
  warehouse_id      INTEGER NOT NULL REFERENCES inventory_warehouse (warehouse_id),
  placed_on         DATE NOT NULL,
  expected_on       DATE,
  received_on       DATE
);

CREATE TABLE inventory_purchase_order_line (
  purchase_order_id INTEGER NOT NULL REFERENCES inventory_purchase_order (purchase_order_id) ON DELETE CASCADE,
  supplier_id       INTEGER NOT NULL,
  sku               VARCHAR(16) NOT NULL,
  quantity          INTEGER NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (purchase_order_id, sku),
  FOREIGN KEY (supplier_id, sku) REFERENCES inventory_supplier_item (supplier_id, sku)
);

CREATE VIEW inventory_available AS
SELECT sku, sum(available) AS available, count(DISTINCT warehouse_id) AS warehouses
FROM inventory_stock
GROUP BY sku;

CREATE VIEW inventory_reorder_proposal AS
SELECT a.sku, p.name AS product, a.available, i.supplier_id, i.unit_cost, s.lead_time_days
FROM inventory_available a
JOIN inventory_variant v ON v.sku = a.sku
JOIN inventory_product p ON p.product_id = v.product_id
JOIN inventory_supplier_item i ON i.sku = a.sku
JOIN inventory_supplier s ON s.supplier_id = i.supplier_id
WHERE a.available < 20 AND p.discontinued_on IS NULL;
