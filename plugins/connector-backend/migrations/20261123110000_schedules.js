// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('schedules', table => {
    table.comment('When connections are imported, one row each');
    table
      .string('connection_id', 64)
      .primary()
      .references('id')
      .inTable('connections')
      .onDelete('CASCADE');
    table
      .text('definition')
      .notNullable()
      .comment('JSON: recurrence, zone, and what happens when runs meet');
    table.boolean('enabled').notNullable();
    table.string('origin', 16).notNullable().comment('portal or configuration');
    table
      .integer('version')
      .notNullable()
      .comment('Grows with every change: the second of two is refused');
    table
      .text('next_run_at')
      .comment('ISO 8601, UTC: the start to decide on next; null: none');
    table.text('due_at').comment('ISO 8601, UTC: next_run_at and its jitter');
    table.text('updated_by').notNullable();
    table.text('updated_at').notNullable().comment('ISO 8601, UTC');
    table.index(['due_at'], 'schedules_due_idx');
  });

  await knex.schema.createTable('schedule_occurrences', table => {
    table.comment(
      'Starts that were due, and what became of them: none is decided twice',
    );
    table
      .string('connection_id', 64)
      .notNullable()
      .references('id')
      .inTable('connections')
      .onDelete('CASCADE');
    table.text('at').notNullable().comment('ISO 8601, UTC: when it was due');
    table.string('outcome', 16).notNullable();
    table.string('run_id', 64).comment('The run that was started, or failed');
    table.text('decided_at').notNullable().comment('ISO 8601, UTC');
    table.primary(['connection_id', 'at']);
    table.index(['at', 'connection_id'], 'schedule_occurrences_at_idx');
  });
  await knex.raw(
    "create unique index schedule_occurrences_one_waiting_idx on schedule_occurrences (connection_id) where outcome = 'waiting'",
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('schedule_occurrences');
  await knex.schema.dropTable('schedules');
};
