-- Sales: what was offered, ordered, paid, returned.

CREATE TABLE sales_currency (
  -- ISO 4217 alphabetic code
  currency_code TEXT NOT NULL PRIMARY KEY CHECK (length(currency_code) = 3),
  name          TEXT NOT NULL UNIQUE,
  minor_units   INTEGER NOT NULL DEFAULT 2 CHECK (minor_units BETWEEN 0 AND 4)
);

CREATE TABLE sales_channel (
  /* How an order reached us. */
  channel_id INTEGER PRIMARY KEY,
  code       VARCHAR(20) NOT NULL UNIQUE, -- web, app, store, phone
  name       TEXT NOT NULL,
  is_online  BOOLEAN NOT NULL DEFAULT 1 CHECK (is_online IN (0, 1))
);

CREATE TABLE sales_region (
  /* Where stores are, as a tree from the continent down. */
  region_id        INTEGER PRIMARY KEY,
  parent_region_id INTEGER REFERENCES sales_region (region_id) ON DELETE SET NULL,
  name             TEXT NOT NULL,
  UNIQUE (parent_region_id, name)
);

CREATE TABLE sales_store (
  /* A place with a till. Web orders belong to the virtual store of their region. */
  store_id      INTEGER PRIMARY KEY,
  region_id     INTEGER NOT NULL REFERENCES sales_region (region_id),
  currency_code TEXT NOT NULL REFERENCES sales_currency (currency_code),
  name          TEXT NOT NULL,
  opened_on     DATE NOT NULL,
  closed_on     DATE,
  floor_area_m2 NUMERIC(8, 1) CHECK (floor_area_m2 > 0),
  CHECK (closed_on IS NULL OR closed_on > opened_on)
);
CREATE INDEX sales_store_by_region ON sales_store (region_id);

CREATE TABLE sales_price_list (
  price_list_id INTEGER PRIMARY KEY,
  currency_code TEXT NOT NULL REFERENCES sales_currency (currency_code),
  name          TEXT NOT NULL,
  valid_from    DATE NOT NULL,
  valid_to      DATE,
  UNIQUE (name, valid_from)
);

CREATE TABLE sales_price (
  /* What a variant costs on a price list, tax included. */
  price_list_id INTEGER NOT NULL REFERENCES sales_price_list (price_list_id) ON DELETE CASCADE,
  sku           VARCHAR(16) NOT NULL REFERENCES inventory_variant (sku),
  amount        NUMERIC(12, 2) NOT NULL CHECK (amount >= 0),
  PRIMARY KEY (price_list_id, sku)
) WITHOUT ROWID;

CREATE TABLE sales_promotion (
  /* A discount code and when it works. */
  promotion_id     INTEGER PRIMARY KEY,
  code             VARCHAR(32) NOT NULL COLLATE NOCASE UNIQUE,
  description      TEXT,
  discount_percent NUMERIC(5, 2) NOT NULL CHECK (discount_percent > 0 AND discount_percent <= 90),
  starts_at        TIMESTAMP NOT NULL,
  ends_at          TIMESTAMP NOT NULL,
  CHECK (ends_at > starts_at)
);

CREATE TABLE sales_order (
  order_id      INTEGER PRIMARY KEY,
  -- What the customer sees: BO- and the number, padded
  order_number  TEXT GENERATED ALWAYS AS (printf('BO-%08d', order_id)) VIRTUAL,
  customer_id   INTEGER REFERENCES crm_customer (customer_id), -- empty: anonymous till sale
  store_id      INTEGER NOT NULL REFERENCES sales_store (store_id),
  channel_id    INTEGER NOT NULL REFERENCES sales_channel (channel_id),
  promotion_id  INTEGER REFERENCES sales_promotion (promotion_id),
  currency_code TEXT NOT NULL REFERENCES sales_currency (currency_code),
  status        VARCHAR(12) NOT NULL DEFAULT 'open'
    CHECK (status IN ('open', 'paid', 'shipped', 'completed', 'cancelled')),
  ordered_at    TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX sales_order_by_customer ON sales_order (customer_id, ordered_at DESC);
CREATE INDEX sales_order_still_open ON sales_order (ordered_at) WHERE status = 'open';

CREATE TABLE sales_order_line (
  /* One variant of an order. Lines are never changed once the order is paid. */
  order_id   INTEGER NOT NULL REFERENCES sales_order (order_id) ON DELETE CASCADE,
  line_no    INTEGER NOT NULL CHECK (line_no > 0),
  sku        VARCHAR(16) NOT NULL REFERENCES inventory_variant (sku),
  quantity   INTEGER NOT NULL CHECK (quantity > 0),
  unit_price NUMERIC(12, 2) NOT NULL CHECK (unit_price >= 0),
  discount   NUMERIC(12, 2) NOT NULL DEFAULT 0,
  -- What the line adds to the order, before tax
  net_amount NUMERIC(14, 2) GENERATED ALWAYS AS (quantity * unit_price - discount) STORED,
  PRIMARY KEY (order_id, line_no)
);
CREATE INDEX sales_order_line_by_sku ON sales_order_line (sku);

CREATE TABLE sales_payment (
  /* Money that came in for an order, or went back when negative. */
  payment_id INTEGER PRIMARY KEY,
  order_id   INTEGER NOT NULL REFERENCES sales_order (order_id),
  method     VARCHAR(16) NOT NULL CHECK (method IN ('card', 'cash', 'invoice', 'voucher')),
  amount     NUMERIC(14, 2) NOT NULL CHECK (amount <> 0),
  paid_at    TIMESTAMP NOT NULL,
  reference  TEXT UNIQUE -- the payment provider's own number
);
CREATE INDEX sales_payment_by_order ON sales_payment (order_id);

CREATE TABLE sales_return (
  /* Goods that came back. Refers to the very line that was sold. */
  return_id   INTEGER PRIMARY KEY,
  order_id    INTEGER NOT NULL,
  line_no     INTEGER NOT NULL,
  quantity    INTEGER NOT NULL CHECK (quantity > 0),
  reason      VARCHAR(20) NOT NULL DEFAULT 'other',
  returned_at TIMESTAMP NOT NULL,
  FOREIGN KEY (order_id, line_no) REFERENCES sales_order_line (order_id, line_no)
);

CREATE TABLE sales_target (
  /* What a store should sell in a month, agreed in the autumn before. */
  store_id INTEGER NOT NULL REFERENCES sales_store (store_id),
  month    TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
  revenue  NUMERIC(14, 2) NOT NULL,
  PRIMARY KEY (store_id, month)
);

CREATE VIEW sales_order_total AS
-- One row an order, with its total after discounts
SELECT o.order_id, o.order_number, o.store_id, o.customer_id, o.currency_code,
       o.ordered_at, o.status,
       count(l.line_no) AS line_count,
       coalesce(sum(l.net_amount), 0) AS net_amount
FROM sales_order o
LEFT JOIN sales_order_line l ON l.order_id = o.order_id
GROUP BY o.order_id;

CREATE VIEW sales_daily_revenue AS
SELECT date(ordered_at) AS day, store_id, currency_code,
       count(*) AS orders, sum(net_amount) AS revenue
FROM sales_order_total
WHERE status <> 'cancelled'
GROUP BY day, store_id, currency_code;

CREATE VIEW sales_target_achievement AS
SELECT t.store_id, t.month, t.revenue AS target, sum(r.revenue) AS actual,
       round(100.0 * sum(r.revenue) / t.revenue, 1) AS percent
FROM sales_target t
LEFT JOIN sales_daily_revenue r
  ON r.store_id = t.store_id AND substr(r.day, 1, 7) = t.month
GROUP BY t.store_id, t.month;
