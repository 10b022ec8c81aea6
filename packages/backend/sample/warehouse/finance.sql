-- Finance: the ledger, invoices, tax, budgets.

CREATE TABLE finance_account (
  /* The chart of accounts. */
  account_no        VARCHAR(8) NOT NULL PRIMARY KEY,
  parent_account_no VARCHAR(8) REFERENCES finance_account (account_no),
  name              TEXT NOT NULL,
  kind              VARCHAR(10) NOT NULL
    CHECK (kind IN ('asset', 'liability', 'equity', 'income', 'expense'))
);

CREATE TABLE finance_cost_centre (
  /* Who a cost is charged to; every store is one. */
  cost_centre_id INTEGER PRIMARY KEY,
  code           VARCHAR(8) NOT NULL UNIQUE,
  name           TEXT NOT NULL,
  store_id       INTEGER UNIQUE REFERENCES sales_store (store_id)
);

CREATE TABLE finance_period (
  fiscal_year INTEGER NOT NULL,
  period      INTEGER NOT NULL CHECK (period BETWEEN 1 AND 13), -- 13: year-end entries
  starts_on   DATE NOT NULL,
  ends_on     DATE NOT NULL,
  closed      BOOLEAN NOT NULL DEFAULT 0,
  PRIMARY KEY (fiscal_year, period)
);

CREATE TABLE finance_journal (
  /* A booking in the ledger. */
  journal_id  INTEGER PRIMARY KEY,
  fiscal_year INTEGER NOT NULL,
  period      INTEGER NOT NULL,
  text        TEXT NOT NULL,
  booked_at   TIMESTAMP NOT NULL,
  FOREIGN KEY (fiscal_year, period) REFERENCES finance_period (fiscal_year, period)
);
CREATE INDEX finance_journal_by_period ON finance_journal (fiscal_year, period);

CREATE TABLE finance_journal_line (
  /* Every journal sums up to zero; nothing here enforces it, the nightly check does. */
  journal_id     INTEGER NOT NULL REFERENCES finance_journal (journal_id) ON DELETE CASCADE,
  line_no        INTEGER NOT NULL,
  account_no     VARCHAR(8) NOT NULL REFERENCES finance_account (account_no),
  cost_centre_id INTEGER REFERENCES finance_cost_centre (cost_centre_id),
  debit          NUMERIC(16, 2) NOT NULL DEFAULT 0 CHECK (debit >= 0),
  credit         NUMERIC(16, 2) NOT NULL DEFAULT 0 CHECK (credit >= 0),
  PRIMARY KEY (journal_id, line_no),
  CHECK (debit = 0 OR credit = 0)
);
CREATE INDEX finance_journal_line_by_account ON finance_journal_line (account_no);

CREATE TABLE finance_tax_rate (
  country_code CHAR(2) NOT NULL REFERENCES crm_country (country_code),
  tax_class    VARCHAR(10) NOT NULL DEFAULT 'standard',
  valid_from   DATE NOT NULL,
  percent      NUMERIC(5, 2) NOT NULL CHECK (percent BETWEEN 0 AND 40),
  PRIMARY KEY (country_code, tax_class, valid_from)
);

CREATE TABLE finance_invoice (
  /* The bill of an order that is paid later. */
  invoice_id INTEGER PRIMARY KEY,
  invoice_no TEXT NOT NULL UNIQUE,
  order_id   INTEGER NOT NULL UNIQUE REFERENCES sales_order (order_id),
  issued_on  DATE NOT NULL,
  due_on     DATE NOT NULL,
  net        NUMERIC(14, 2) NOT NULL,
  tax        NUMERIC(14, 2) NOT NULL DEFAULT 0,
  gross      NUMERIC(14, 2) GENERATED ALWAYS AS (net + tax) STORED,
  CHECK (due_on >= issued_on)
);

CREATE TABLE finance_invoice_reminder (
  invoice_id INTEGER NOT NULL REFERENCES finance_invoice (invoice_id),
  level      INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3),
  sent_on    DATE NOT NULL,
  fee        NUMERIC(8, 2) NOT NULL DEFAULT 0,
  PRIMARY KEY (invoice_id, level)
);

CREATE TABLE finance_exchange_rate (
  from_currency TEXT NOT NULL REFERENCES sales_currency (currency_code),
  to_currency   TEXT NOT NULL REFERENCES sales_currency (currency_code),
  day           DATE NOT NULL,
  rate          NUMERIC(18, 8) NOT NULL CHECK (rate > 0),
  PRIMARY KEY (from_currency, to_currency, day),
  CHECK (from_currency <> to_currency)
) WITHOUT ROWID;

CREATE TABLE finance_budget (
  /* What a cost centre may spend, by account and period. */
  cost_centre_id INTEGER NOT NULL REFERENCES finance_cost_centre (cost_centre_id),
  account_no     VARCHAR(8) NOT NULL REFERENCES finance_account (account_no),
  fiscal_year    INTEGER NOT NULL,
  period         INTEGER NOT NULL,
  amount         NUMERIC(16, 2) NOT NULL,
  PRIMARY KEY (cost_centre_id, account_no, fiscal_year, period),
  FOREIGN KEY (fiscal_year, period) REFERENCES finance_period (fiscal_year, period)
);

CREATE TABLE finance_supplier_bill (
  bill_id           INTEGER PRIMARY KEY,
  purchase_order_id INTEGER NOT NULL REFERENCES inventory_purchase_order (purchase_order_id),
  journal_id        INTEGER REFERENCES finance_journal (journal_id),
  supplier_ref      TEXT NOT NULL,
  amount            NUMERIC(14, 2) NOT NULL,
  due_on            DATE NOT NULL
);

CREATE TABLE finance_gift_card (
  /* A prepaid card; its balance is a liability until spent. */
  card_no     CHAR(16) NOT NULL PRIMARY KEY,
  issued_on   DATE NOT NULL,
  expires_on  DATE GENERATED ALWAYS AS (date(issued_on, '+3 years')) VIRTUAL,
  balance     NUMERIC(10, 2) NOT NULL CHECK (balance >= 0),
  customer_id INTEGER REFERENCES crm_customer (customer_id) ON DELETE SET NULL
);

CREATE VIEW finance_trial_balance AS
SELECT j.fiscal_year, j.period, l.account_no, a.name,
       sum(l.debit) AS debit, sum(l.credit) AS credit, sum(l.debit - l.credit) AS balance
FROM finance_journal_line l
JOIN finance_journal j ON j.journal_id = l.journal_id
JOIN finance_account a ON a.account_no = l.account_no
GROUP BY j.fiscal_year, j.period, l.account_no;

CREATE VIEW finance_overdue_invoice AS
SELECT i.invoice_id, i.invoice_no, i.gross, i.due_on, max(r.level) AS reminder_level
FROM finance_invoice i
LEFT JOIN finance_invoice_reminder r ON r.invoice_id = i.invoice_id
LEFT JOIN sales_payment p ON p.order_id = i.order_id
WHERE p.payment_id IS NULL
GROUP BY i.invoice_id;

CREATE VIEW finance_budget_variance AS
SELECT b.cost_centre_id, b.account_no, b.fiscal_year, b.period, b.amount AS budget,
       coalesce(sum(l.debit - l.credit), 0) AS actual
FROM finance_budget b
LEFT JOIN finance_journal j ON j.fiscal_year = b.fiscal_year AND j.period = b.period
LEFT JOIN finance_journal_line l
  ON l.journal_id = j.journal_id AND l.account_no = b.account_no
  AND l.cost_centre_id = b.cost_centre_id
GROUP BY b.cost_centre_id, b.account_no, b.fiscal_year, b.period;
