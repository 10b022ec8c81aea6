-- Invented rows, the same on every machine: plain arithmetic on a row number
-- takes the place of chance. `n` counts from 1 to 6000.

CREATE TEMP TABLE n AS
WITH RECURSIVE counted (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM counted WHERE i < 6000)
SELECT i FROM counted;

-- Reference rows

INSERT INTO crm_country VALUES
  ('DE', 'Germany'), ('FR', 'France'), ('GB', 'United Kingdom'), ('IT', 'Italy'),
  ('NO', 'Norway'), ('SE', 'Sweden'), ('CH', 'Switzerland'), ('US', 'United States');

INSERT INTO sales_currency VALUES
  ('EUR', 'Euro', 2), ('GBP', 'Pound sterling', 2), ('SEK', 'Swedish krona', 2),
  ('CHF', 'Swiss franc', 2), ('JPY', 'Yen', 0);

INSERT INTO sales_channel VALUES
  (1, 'web', 'Web shop', 1), (2, 'app', 'Mobile app', 1),
  (3, 'store', 'Store till', 0), (4, 'phone', 'Phone order', 0);

INSERT INTO sales_region VALUES
  (1, NULL, 'Europe'), (2, 1, 'Nordics'), (3, 1, 'Central Europe'), (4, 1, 'British Isles'), (5, 1, 'Alps');

INSERT INTO sales_store VALUES
  (1, 3, 'EUR', 'Berlin Mitte', '2011-04-02', NULL, 820),
  (2, 3, 'EUR', 'Munich Sendling', '2014-09-13', NULL, 1140.5),
  (3, 2, 'SEK', 'Stockholm Södermalm', '2016-03-19', NULL, 610),
  (4, 4, 'GBP', 'Edinburgh Leith', '2018-05-05', '2023-12-31', 480),
  (5, 5, 'CHF', 'Zermatt', '2019-11-30', NULL, 230),
  (6, 3, 'EUR', 'Web, Central Europe', '2009-01-01', NULL, NULL),
  (7, 2, 'SEK', 'Web, Nordics', '2010-06-01', NULL, NULL);

INSERT INTO sales_promotion VALUES
  (1, 'SPRING15', 'Spring cleaning of the tent shelf', 15, '2025-03-01 00:00:00', '2025-03-31 23:59:59'),
  (2, 'HUTTE10', 'For alpine club members', 10, '2025-01-01 00:00:00', '2026-12-31 23:59:59'),
  (3, 'LASTPAIR', 'Single pairs of boots', 40, '2025-07-01 00:00:00', '2025-08-31 23:59:59');

INSERT INTO inventory_brand VALUES
  (1, 'Skarvan', 'https://skarvan.example'), (2, 'North Cairn', 'https://cairn.example'),
  (3, 'Peregrina', NULL), (4, 'Tofte & Sons', NULL), (5, 'Bellwether', 'https://bellwether.example');

INSERT INTO inventory_category VALUES
  (1, NULL, 'Sleeping', '/Sleeping'), (2, 1, 'Tents', '/Sleeping/Tents'), (3, 1, 'Sleeping bags', '/Sleeping/Bags'),
  (4, NULL, 'Walking', '/Walking'), (5, 4, 'Boots', '/Walking/Boots'), (6, 4, 'Poles', '/Walking/Poles'),
  (7, NULL, 'Cooking', '/Cooking'), (8, 7, 'Stoves', '/Cooking/Stoves');

INSERT INTO inventory_warehouse VALUES
  (1, 'BER1', 'Berlin Großbeeren', 52.35, 13.3), (2, 'STO1', 'Stockholm Arlanda', 59.65, 17.9),
  (3, 'BAS1', 'Basel Rheinhafen', 47.58, 7.59);

INSERT INTO crm_loyalty_tier VALUES
  ('bronze', 'Bronze', 0), ('silver', 'Silver', 500), ('gold', 'Gold', 2000);

INSERT INTO finance_account VALUES
  ('1000', NULL, 'Current assets', 'asset'), ('1200', '1000', 'Bank', 'asset'),
  ('1400', '1000', 'Receivables', 'asset'), ('2000', NULL, 'Payables', 'liability'),
  ('3000', NULL, 'Equity', 'equity'), ('4000', NULL, 'Revenue', 'income'),
  ('4100', '4000', 'Revenue, web', 'income'), ('5000', NULL, 'Cost of goods', 'expense'),
  ('6000', NULL, 'Operating expenses', 'expense'), ('6100', '6000', 'Rent', 'expense');

INSERT INTO finance_cost_centre
SELECT store_id, printf('CC%03d', store_id), name, store_id FROM sales_store;

INSERT INTO finance_period
SELECT 2025, i, printf('2025-%02d-01', i), date(printf('2025-%02d-01', i), '+1 month', '-1 day'), i < 12
FROM n WHERE i <= 12;

INSERT INTO finance_tax_rate
SELECT country_code, 'standard', '2021-01-01',
  CASE country_code WHEN 'DE' THEN 19 WHEN 'FR' THEN 20 WHEN 'GB' THEN 20 WHEN 'IT' THEN 22
    WHEN 'NO' THEN 25 WHEN 'SE' THEN 25 WHEN 'CH' THEN 8.1 ELSE 0 END
FROM crm_country;

INSERT INTO finance_exchange_rate
SELECT 'EUR', currency_code, date('2025-01-01', '+' || i || ' days'),
  CASE currency_code WHEN 'GBP' THEN 0.84 WHEN 'SEK' THEN 11.3 WHEN 'CHF' THEN 0.94 ELSE 162 END
    * (1 + ((i * 37) % 21 - 10) / 1000.0)
FROM n, sales_currency WHERE i <= 365 AND currency_code <> 'EUR';

-- Products and stock

INSERT INTO inventory_product
SELECT i, 1 + i % 5, CASE i % 5 WHEN 0 THEN 2 WHEN 1 THEN 3 WHEN 2 THEN 5 WHEN 3 THEN 6 ELSE 8 END,
  CASE i % 5 WHEN 0 THEN 'Tent ' WHEN 1 THEN 'Sleeping bag ' WHEN 2 THEN 'Boot ' WHEN 3 THEN 'Pole ' ELSE 'Stove ' END
    || char(65 + i % 26) || (100 + i),
  NULL, date('2020-01-01', '+' || (i * 11) || ' days'), CASE WHEN i % 17 = 0 THEN '2025-06-30' END
FROM n WHERE i <= 120;

INSERT INTO inventory_product_tag
SELECT product_id, CASE product_id % 3 WHEN 0 THEN 'ultralight' WHEN 1 THEN 'winter' ELSE 'family' END
FROM inventory_product;

INSERT INTO inventory_variant
SELECT printf('BO%04d-%s', product_id, substr('SML', s.i, 1)), product_id, substr('SML', s.i, 1),
  CASE (product_id + s.i) % 4 WHEN 0 THEN 'moss' WHEN 1 THEN 'slate' WHEN 2 THEN 'rust' ELSE 'sand' END,
  200 + (product_id * 53 + s.i * 17) % 4000, printf('40%011d', product_id * 10 + s.i)
FROM inventory_product, n s WHERE s.i <= 3;

INSERT INTO inventory_bin
SELECT warehouse_id, printf('%s-%02d-%d', char(64 + i % 6 + 1), i / 6 + 1, i % 4), i % 12 = 0
FROM inventory_warehouse, n WHERE i <= 48;

INSERT INTO inventory_stock
SELECT b.warehouse_id, b.bin_code, v.sku, (v.product_id * 13 + b.warehouse_id * 7) % 60, v.product_id % 5, '2025-11-01 06:00:00'
FROM inventory_variant v
JOIN (SELECT warehouse_id, bin_code, row_number() OVER (PARTITION BY warehouse_id ORDER BY bin_code) AS place
      FROM inventory_bin) b ON b.place = 1 + v.product_id % 48
WHERE (v.product_id * 13 + b.warehouse_id * 7) % 60 >= 5;

INSERT INTO inventory_supplier VALUES
  (1, 'Skarvan Fabrikk AS', 'NO', 35), (2, 'Cairn Mills Ltd', 'GB', 28),
  (3, 'Cucito Alpino Srl', 'IT', 14), (4, 'Tofte & Sönner AB', 'SE', 21);

INSERT INTO inventory_supplier_item
SELECT 1 + product_id % 4, sku, round(8 + (product_id * 7) % 140 + 0.25, 4), 5
FROM inventory_variant;

INSERT INTO inventory_purchase_order
SELECT i, 1 + i % 4, 1 + i % 3, date('2025-01-06', '+' || (i * 3) || ' days'),
  date('2025-02-03', '+' || (i * 3) || ' days'),
  CASE WHEN i <= 100 THEN date('2025-02-05', '+' || (i * 3) || ' days') END
FROM n WHERE i <= 110;

INSERT INTO inventory_purchase_order_line
SELECT p.purchase_order_id, s.supplier_id, s.sku, 10 + (p.purchase_order_id * 3) % 40
FROM inventory_purchase_order p
JOIN inventory_supplier_item s ON s.supplier_id = p.supplier_id
  AND (CAST(substr(s.sku, 3, 4) AS INTEGER) + p.purchase_order_id) % 19 = 0;

INSERT INTO inventory_movement (sku, warehouse_id, quantity, cause, moved_at)
SELECT l.sku, p.warehouse_id, l.quantity, 'receipt', p.received_on || ' 09:00:00'
FROM inventory_purchase_order_line l JOIN inventory_purchase_order p USING (purchase_order_id)
WHERE p.received_on IS NOT NULL;

INSERT INTO sales_price_list VALUES
  (1, 'EUR', 'Euro prices', '2025-01-01', NULL), (2, 'SEK', 'Krona prices', '2025-01-01', NULL);

INSERT INTO sales_price
SELECT l.price_list_id, v.sku, round((19.9 + (v.product_id * 31) % 480) * CASE l.currency_code WHEN 'SEK' THEN 11.3 ELSE 1 END, 2)
FROM sales_price_list l, inventory_variant v;

-- Customers

INSERT INTO crm_customer (customer_id, email, given_name, family_name, birth_year, joined_at)
SELECT i, 'customer' || i || '@mail.example',
  CASE i % 8 WHEN 0 THEN 'Anna' WHEN 1 THEN 'Björn' WHEN 2 THEN 'Chiara' WHEN 3 THEN 'David'
    WHEN 4 THEN 'Elif' WHEN 5 THEN 'Farid' WHEN 6 THEN 'Ingrid' ELSE 'Jonas' END,
  CASE i % 7 WHEN 0 THEN 'Berg' WHEN 1 THEN 'Costa' WHEN 2 THEN 'Dahl' WHEN 3 THEN 'Eriksen'
    WHEN 4 THEN 'Fischer' WHEN 5 THEN 'Garnier' ELSE 'Huber' END,
  1950 + (i * 7) % 55, datetime('2019-01-01', '+' || (i * 3) || ' days')
FROM n WHERE i <= 800;

INSERT INTO crm_address
SELECT customer_id, 'delivery', 'High Street ' || (1 + customer_id % 140), printf('%05d', 10000 + customer_id * 97 % 89999),
  CASE customer_id % 4 WHEN 0 THEN 'Berlin' WHEN 1 THEN 'Malmö' WHEN 2 THEN 'Lyon' ELSE 'Leeds' END,
  CASE customer_id % 4 WHEN 0 THEN 'DE' WHEN 1 THEN 'SE' WHEN 2 THEN 'FR' ELSE 'GB' END
FROM crm_customer;

INSERT INTO crm_consent
SELECT customer_id, 'newsletter', joined_at, CASE WHEN customer_id % 9 = 0 THEN '2025-05-01 12:00:00' END
FROM crm_customer WHERE customer_id % 3 > 0;

INSERT INTO crm_loyalty_account
SELECT customer_id, CASE WHEN customer_id % 20 = 0 THEN 'gold' WHEN customer_id % 5 = 0 THEN 'silver' ELSE 'bronze' END,
  (customer_id * 37) % 2600
FROM crm_customer WHERE customer_id % 2 = 0;

-- Orders and what follows from them

INSERT INTO sales_order (order_id, customer_id, store_id, channel_id, promotion_id, currency_code, status, ordered_at)
SELECT i, CASE WHEN i % 6 = 0 THEN NULL ELSE 1 + (i * 71) % 800 END, s.store_id,
  CASE WHEN s.floor_area_m2 IS NULL THEN 1 + i % 2 ELSE 3 END, CASE WHEN i % 11 = 0 THEN 2 END, s.currency_code,
  CASE WHEN i % 29 = 0 THEN 'cancelled' WHEN i > 2900 THEN 'open' WHEN i % 13 = 0 THEN 'shipped' ELSE 'completed' END,
  datetime('2025-01-02 08:00:00', '+' || (i * 157) || ' minutes')
FROM n JOIN sales_store s ON s.store_id = 1 + (i * 5) % 7 WHERE i <= 3000;

INSERT INTO sales_order_line (order_id, line_no, sku, quantity, unit_price, discount)
SELECT o.order_id, k.i, v.sku, 1 + (o.order_id + k.i) % 3,
  19.9 + (v.product_id * 31) % 480, CASE WHEN o.promotion_id IS NULL THEN 0 ELSE 2 END
FROM sales_order o
JOIN n k ON k.i <= 1 + o.order_id % 3
JOIN inventory_variant v ON v.sku = printf('BO%04d-%s', 1 + (o.order_id * 7 + k.i * 13) % 120, substr('SML', 1 + (o.order_id + k.i) % 3, 1));

INSERT INTO sales_payment (order_id, method, amount, paid_at, reference)
SELECT order_id, CASE order_id % 4 WHEN 0 THEN 'invoice' WHEN 1 THEN 'cash' ELSE 'card' END, net_amount,
  datetime(ordered_at, '+2 hours'), printf('PSP-%07d', order_id * 3)
FROM sales_order_total WHERE status IN ('completed', 'shipped') AND net_amount <> 0;

INSERT INTO sales_return (order_id, line_no, quantity, reason, returned_at)
SELECT l.order_id, l.line_no, 1, CASE l.order_id % 3 WHEN 0 THEN 'size' WHEN 1 THEN 'damaged' ELSE 'other' END,
  datetime(o.ordered_at, '+9 days')
FROM sales_order_line l JOIN sales_order o USING (order_id)
WHERE l.order_id % 23 = 0 AND l.line_no = 1 AND o.status = 'completed';

INSERT INTO sales_target
SELECT store_id, printf('2025-%02d', i), 20000 + store_id * 1500 + i * 250
FROM sales_store, n WHERE i <= 12;

INSERT INTO inventory_movement (sku, warehouse_id, quantity, cause, moved_at)
SELECT l.sku, 1 + l.order_id % 3, -l.quantity, 'sale', o.ordered_at
FROM sales_order_line l JOIN sales_order o USING (order_id) WHERE o.status <> 'cancelled';

INSERT INTO crm_loyalty_entry (customer_id, order_id, points, booked_at)
SELECT a.customer_id, t.order_id, CAST(t.net_amount / 10 AS INTEGER), t.ordered_at
FROM sales_order_total t JOIN crm_loyalty_account a USING (customer_id) WHERE t.status = 'completed';

INSERT INTO crm_campaign VALUES
  (1, 'Spring 2025', 1, 12000, '2025-02-24'), (2, 'Boots of August', 3, 4500, '2025-07-28'), (3, 'Survey 2025', NULL, NULL, '2025-10-06');

INSERT INTO crm_campaign_recipient
SELECT c.campaign_id, r.customer_id, c.starts_on || ' 07:00:00',
  CASE WHEN (r.customer_id + c.campaign_id) % 3 = 0 THEN c.starts_on || ' 18:30:00' END
FROM crm_campaign c, crm_newsletter_recipient r;

INSERT INTO crm_case
SELECT i, 1 + (i * 71 * 23) % 800, i * 23, CASE i % 3 WHEN 0 THEN 'Wrong size' WHEN 1 THEN 'Where is my order?' ELSE 'Pole broke' END,
  1 + i % 5, datetime('2025-02-01', '+' || (i * 2) || ' days'), CASE WHEN i % 4 > 0 THEN datetime('2025-02-03', '+' || (i * 2) || ' days') END
FROM n WHERE i <= 120;

INSERT INTO crm_case_message
SELECT case_id, k.i, CASE k.i WHEN 1 THEN 'customer' ELSE 'agent' END,
  CASE k.i WHEN 1 THEN 'Hello, I have a question about my order.' ELSE 'Thank you, we are looking into it.' END,
  datetime(opened_at, '+' || k.i || ' hours')
FROM crm_case, n k WHERE k.i <= 2;

INSERT INTO crm_survey_answer
SELECT i, 1 + (i * 13) % 800, (i * 7) % 11, json_object('delivery', 1 + i % 5, 'advice', 1 + (i * 3) % 5),
  datetime('2025-10-06', '+' || (i * 40) || ' minutes')
FROM n WHERE i <= 300;

INSERT INTO finance_invoice (invoice_id, invoice_no, order_id, issued_on, due_on, net, tax)
SELECT order_id, printf('2025-%06d', order_id), order_id, date(ordered_at), date(ordered_at, '+14 days'),
  net_amount, round(net_amount * 0.19, 2)
FROM sales_order_total WHERE status <> 'cancelled' AND order_id % 4 = 0;

INSERT INTO finance_invoice_reminder
SELECT invoice_id, 1, date(due_on, '+7 days'), 0 FROM finance_invoice WHERE invoice_id % 100 = 0;

INSERT INTO finance_journal
SELECT i, 2025, i, 'Sales of the month', date(printf('2025-%02d-01', i), '+1 month', '-1 day') || ' 23:00:00'
FROM n WHERE i <= 12;

INSERT INTO finance_journal_line (journal_id, line_no, account_no, cost_centre_id, debit)
SELECT CAST(substr(day, 6, 2) AS INTEGER), store_id * 2 - 1, '1400', store_id, round(sum(revenue), 2)
FROM sales_daily_revenue GROUP BY substr(day, 6, 2), store_id;

INSERT INTO finance_journal_line (journal_id, line_no, account_no, cost_centre_id, credit)
SELECT journal_id, line_no + 1, CASE WHEN cost_centre_id >= 6 THEN '4100' ELSE '4000' END, cost_centre_id, debit
FROM finance_journal_line WHERE account_no = '1400';

INSERT INTO finance_budget
SELECT cost_centre_id, '6100', 2025, i, 3000 + cost_centre_id * 400 FROM finance_cost_centre, n WHERE i <= 12;

INSERT INTO finance_supplier_bill
SELECT purchase_order_id, purchase_order_id, NULL, printf('R-%05d', purchase_order_id * 7), 900 + purchase_order_id * 13 % 4000,
  date(received_on, '+30 days')
FROM inventory_purchase_order WHERE received_on IS NOT NULL;

INSERT INTO finance_gift_card (card_no, issued_on, balance, customer_id)
SELECT printf('BW%014d', i * 7919), date('2025-01-01', '+' || i || ' days'), 25 * (i % 5), CASE WHEN i % 2 = 0 THEN i END
FROM n WHERE i <= 200;

DROP TABLE n;
