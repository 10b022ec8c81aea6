-- CRM: customers, what they agreed to, what we said to each other.

CREATE TABLE crm_country (
  country_code CHAR(2) NOT NULL PRIMARY KEY, -- ISO 3166-1 alpha-2
  name         TEXT NOT NULL UNIQUE
);

CREATE TABLE crm_customer (
  /* A person who has an account. Holds personal data: see the retention policy. */
  customer_id INTEGER PRIMARY KEY,
  email       TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (email LIKE '%_@_%'),
  given_name  TEXT NOT NULL,
  family_name TEXT NOT NULL,
  full_name   TEXT GENERATED ALWAYS AS (given_name || ' ' || family_name) VIRTUAL,
  birth_year  INTEGER CHECK (birth_year BETWEEN 1900 AND 2030),
  joined_at   TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  -- Set when the person asked to be forgotten; names and email are then blanked
  erased_at   TIMESTAMP
);

CREATE TABLE crm_address (
  /* The current addresses of a customer; earlier ones are not kept. */
  customer_id  INTEGER NOT NULL REFERENCES crm_customer (customer_id) ON DELETE CASCADE,
  kind         VARCHAR(10) NOT NULL CHECK (kind IN ('billing', 'delivery')),
  street       TEXT NOT NULL,
  postal_code  VARCHAR(12) NOT NULL,
  city         TEXT NOT NULL,
  country_code CHAR(2) NOT NULL REFERENCES crm_country (country_code),
  PRIMARY KEY (customer_id, kind)
);

CREATE TABLE crm_consent (
  /* What a customer allowed us to do, and until when. */
  customer_id INTEGER NOT NULL REFERENCES crm_customer (customer_id) ON DELETE CASCADE,
  purpose     VARCHAR(20) NOT NULL, -- newsletter, profiling, partner offers
  granted_at  TIMESTAMP NOT NULL,
  revoked_at  TIMESTAMP,
  PRIMARY KEY (customer_id, purpose, granted_at)
);

CREATE TABLE crm_loyalty_tier (
  tier_code       VARCHAR(10) NOT NULL PRIMARY KEY,
  name            TEXT NOT NULL,
  required_points INTEGER NOT NULL UNIQUE CHECK (required_points >= 0)
);

CREATE TABLE crm_loyalty_account (
  /* Points and tier of a member of the loyalty programme. */
  customer_id INTEGER NOT NULL PRIMARY KEY REFERENCES crm_customer (customer_id) ON DELETE CASCADE,
  tier_code   VARCHAR(10) NOT NULL DEFAULT 'bronze' REFERENCES crm_loyalty_tier (tier_code),
  points      INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE crm_loyalty_entry (
  entry_id    INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES crm_loyalty_account (customer_id),
  order_id    INTEGER REFERENCES sales_order (order_id),
  points      INTEGER NOT NULL,
  booked_at   TIMESTAMP NOT NULL
);
CREATE INDEX crm_loyalty_entry_by_customer ON crm_loyalty_entry (customer_id);

CREATE TABLE crm_campaign (
  /* A mailing to many customers. */
  campaign_id  INTEGER PRIMARY KEY,
  name         TEXT NOT NULL UNIQUE,
  promotion_id INTEGER REFERENCES sales_promotion (promotion_id),
  budget       NUMERIC(12, 2),
  starts_on    DATE NOT NULL
);

CREATE TABLE crm_campaign_recipient (
  campaign_id INTEGER NOT NULL REFERENCES crm_campaign (campaign_id) ON DELETE CASCADE,
  customer_id INTEGER NOT NULL REFERENCES crm_customer (customer_id) ON DELETE CASCADE,
  sent_at     TIMESTAMP,
  opened_at   TIMESTAMP,
  PRIMARY KEY (campaign_id, customer_id),
  CHECK (opened_at IS NULL OR sent_at IS NOT NULL)
) WITHOUT ROWID;

CREATE TABLE crm_case (
  /* A question or complaint of a customer. */
  case_id     INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES crm_customer (customer_id),
  order_id    INTEGER REFERENCES sales_order (order_id),
  subject     TEXT NOT NULL,
  priority    INTEGER NOT NULL DEFAULT 3 CHECK (priority BETWEEN 1 AND 5),
  opened_at   TIMESTAMP NOT NULL,
  closed_at   TIMESTAMP
);
CREATE INDEX crm_case_unanswered ON crm_case (priority, opened_at) WHERE closed_at IS NULL;

CREATE TABLE crm_case_message (
  case_id    INTEGER NOT NULL REFERENCES crm_case (case_id) ON DELETE CASCADE,
  message_no INTEGER NOT NULL,
  author     TEXT NOT NULL,
  body       TEXT NOT NULL,
  written_at TIMESTAMP NOT NULL,
  PRIMARY KEY (case_id, message_no)
);

CREATE TABLE crm_survey_answer (
  answer_id   INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES crm_customer (customer_id),
  score       INTEGER NOT NULL CHECK (score BETWEEN 0 AND 10), -- "would you recommend us"
  answers     JSON,
  answered_at TIMESTAMP NOT NULL
);

CREATE VIEW crm_newsletter_recipient AS
-- Whom the newsletter may reach today
SELECT c.customer_id, c.email, c.full_name
FROM crm_customer c
JOIN crm_consent k ON k.customer_id = c.customer_id AND k.purpose = 'newsletter'
WHERE k.revoked_at IS NULL AND c.erased_at IS NULL;

CREATE VIEW crm_customer_value AS
SELECT c.customer_id, c.full_name, a.tier_code,
       count(t.order_id) AS orders, coalesce(sum(t.net_amount), 0) AS revenue,
       max(t.ordered_at) AS last_order_at
FROM crm_customer c
LEFT JOIN crm_loyalty_account a ON a.customer_id = c.customer_id
LEFT JOIN sales_order_total t ON t.customer_id = c.customer_id
GROUP BY c.customer_id;

CREATE VIEW crm_promoter_score AS
SELECT strftime('%Y-%m', answered_at) AS month,
       100.0 * (sum(score >= 9) - sum(score <= 6)) / count(*) AS net_promoter_score
FROM crm_survey_answer
GROUP BY month;
