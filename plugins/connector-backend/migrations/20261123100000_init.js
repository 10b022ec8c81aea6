// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('connections', table => {
    table.comment('Saved settings for one source each');
    table.string('id', 64).primary();
    table.text('name').notNullable();
    table
      .text('name_key')
      .notNullable()
      .unique()
      .comment('The name in lower case: unique without regard to case');
    table.string('technology', 64).notNullable();
    table.string('origin', 16).notNullable().comment('portal or configuration');
    table.text('parameters').notNullable().comment('JSON, without secrets');
    table.text('scope').notNullable().comment('JSON');
    table.text('options').notNullable().comment('JSON');
    table.boolean('enabled').notNullable().defaultTo(true);
    table
      .integer('revision')
      .notNullable()
      .comment('Grows with technology, parameters and secrets');
    table
      .integer('tested_revision')
      .comment('The last revision that passed a test');
    table.text('last_check').comment('JSON: the latest check report');
    table
      .text('declaration')
      .comment(
        'Keyed digest of the settings in app-config: tells that they changed',
      );
    table
      .string('identity_token_id', 64)
      .comment('The token runs act under; null: the person who saved it');
    table.text('created_by').notNullable();
    table.text('updated_by').notNullable();
    table.text('created_at').notNullable().comment('ISO 8601, UTC');
    table.text('updated_at').notNullable().comment('ISO 8601, UTC');
  });

  await knex.schema.createTable('connection_secrets', table => {
    table.comment('Encrypted, and apart from the connections: never exported');
    table
      .string('connection_id', 64)
      .notNullable()
      .references('id')
      .inTable('connections')
      .onDelete('CASCADE');
    table.string('field', 64).notNullable();
    table
      .string('key_id', 64)
      .comment('The key of app-config that encrypted it');
    table.text('ciphertext').comment('AES-256-GCM, base64: nonce, tag, data');
    table.text('variable').comment('Read from this environment variable');
    table.text('updated_at').notNullable().comment('ISO 8601, UTC');
    table.primary(['connection_id', 'field']);
  });

  await knex.schema.createTable('runs', table => {
    table.comment('One execution each: the queue and the history');
    table.string('id', 64).primary();
    table.string('connection_id', 64).notNullable();
    table.text('connection_name').notNullable();
    table.string('technology', 64).notNullable();
    table.string('kind', 16).notNullable();
    table.string('state', 16).notNullable();
    table.string('trigger', 16).notNullable();
    table.text('requested_by').notNullable();
    table.text('settings').notNullable().comment('JSON, without secrets');
    table
      .string('phase', 8)
      .notNullable()
      .defaultTo('plan')
      .comment('Where work goes on: plan, apply or review');
    table.integer('attempt').notNullable().defaultTo(0);
    table
      .string('ticket', 64)
      .comment('Of the worker that holds the run; every write names it');
    table.text('heartbeat_at').comment('ISO 8601, UTC');
    table.boolean('cancel_requested').notNullable().defaultTo(false);
    table.text('stages').notNullable().comment('JSON: progress by stage');
    table.text('delivery').comment('JSON: planned, sent, visible');
    table
      .boolean('delivery_settled')
      .notNullable()
      .defaultTo(true)
      .comment('False while the catalog has yet to show what was sent');
    table.text('report').comment('JSON');
    table.text('failure').comment('JSON');
    table.text('queued_at').notNullable().comment('ISO 8601, UTC');
    table.text('started_at').comment('ISO 8601, UTC');
    table.text('ended_at').comment('ISO 8601, UTC');
    table.index(['queued_at', 'id'], 'runs_queued_at_idx');
    table.index(['connection_id', 'queued_at', 'id'], 'runs_connection_idx');
    table.index(['state', 'queued_at'], 'runs_state_idx');
  });
  await knex.raw(
    "create unique index runs_one_active_idx on runs (connection_id) where state in ('queued', 'running')",
  );
  await knex.raw(
    'create index runs_unsettled_idx on runs (id) where not delivery_settled',
  );

  await knex.schema.createTable('run_log', table => {
    table.comment('Structured lines: a static message, its facts apart');
    table
      .string('run_id', 64)
      .notNullable()
      .references('id')
      .inTable('runs')
      .onDelete('CASCADE');
    table.integer('seq').notNullable().comment('Grows within the run');
    table.text('at').notNullable().comment('ISO 8601, UTC');
    table.string('level', 8).notNullable();
    table.string('stage', 16);
    table.text('message').notNullable();
    table.text('context').comment('JSON, bounded, secrets cut out');
    table.primary(['run_id', 'seq']);
  });

  await knex.schema.createTable('run_decisions', table => {
    table.comment('What was decided; ignored objects are only counted');
    table
      .string('run_id', 64)
      .notNullable()
      .references('id')
      .inTable('runs')
      .onDelete('CASCADE');
    table.integer('seq').notNullable();
    table.string('uid', 36).notNullable();
    table.text('ref').notNullable();
    table.text('urn').notNullable();
    table.text('title').notNullable();
    table.string('asset_kind', 32).notNullable();
    table.string('action', 16).notNullable();
    table.string('rule', 64).notNullable();
    table.string('reason', 64).notNullable();
    table.text('facts').comment('JSON: fills the sentence of the reason');
    table.text('changes').comment('JSON: field changes');
    table
      .text('after')
      .comment('JSON: the entity to apply; emptied when applied');
    table.boolean('applied').notNullable().defaultTo(false);
    table.string('source_hash', 64);
    table.string('hash', 64);
    table.primary(['run_id', 'seq']);
    table.index(['run_id', 'action', 'seq'], 'run_decisions_action_idx');
  });

  await knex.schema.createTable('objects', table => {
    table.comment(
      'The ledger: what each source put into the catalog, desired and delivered state side by side',
    );
    table.string('uid', 36).primary();
    table.text('entity_ref').notNullable().unique();
    table.string('source_kind', 16).notNullable().comment('connection');
    table.string('source_id', 64).notNullable();
    table.text('urn').notNullable();
    table.string('asset_kind', 32).notNullable();
    table.text('title').notNullable();
    table.text('entity').notNullable().comment('JSON: the desired entity');
    table
      .string('source_hash', 64)
      .notNullable()
      .comment('Of the entity as mapped, before anything was kept');
    table.string('hash', 64).notNullable().comment('Of the desired entity');
    table
      .string('state', 16)
      .notNullable()
      .comment('present, absent or removed (until the catalog knows)');
    table
      .string('run_id', 64)
      .comment('The run that changed or delivered it last');
    table.text('modified_at').notNullable().comment('ISO 8601, UTC');
    table
      .string('delivered_hash', 64)
      .comment('What the catalog accepted; null: nothing');
    table.text('delivered_ref').comment('Under which reference');
    table.text('delivered_at').comment('ISO 8601, UTC');
    table
      .string('visible_hash', 64)
      .comment('What the catalog was last seen to show');
    table.index(['source_id', 'uid'], 'objects_source_idx');
  });
  await knex.raw(
    "create index objects_undelivered_idx on objects (source_id) where delivered_hash is null or delivered_hash <> hash or state = 'removed'",
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('objects');
  await knex.schema.dropTable('run_decisions');
  await knex.schema.dropTable('run_log');
  await knex.schema.dropTable('runs');
  await knex.schema.dropTable('connection_secrets');
  await knex.schema.dropTable('connections');
};
