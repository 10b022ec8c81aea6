// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('runs', table => {
    table.index(
      ['connection_id', 'kind', 'queued_at', 'id'],
      'runs_connection_kind_idx',
    );
  });
  // The last success of each connection is found without a look at what failed
  // since, however long that is. Of two indexes that fit, SQLite takes the later.
  await knex.raw(
    "create index runs_success_idx on runs (connection_id, kind, queued_at, id) where state in ('succeeded', 'partial', 'needs-review')",
  );
  await knex.raw(
    "create index schedule_occurrences_disabled_idx on schedule_occurrences (connection_id, at) where outcome = 'disabled'",
  );

  await knex.schema.createTable('connection_news', table => {
    table.comment('What people have been told of each connection');
    table
      .string('connection_id', 64)
      .primary()
      .references('id')
      .inTable('connections')
      .onDelete('CASCADE');
    table
      .string('told', 16)
      .notNullable()
      .comment('ok, failing or review: what they know');
    table.string('run_id', 64).comment('The run they were told of');
    table.text('told_at').comment('ISO 8601, UTC');
    table
      .text('last_success_at')
      .comment('ISO 8601, UTC: outlives the run that was the last success');
    table
      .string('ticket', 64)
      .comment('Of the process that tells the news; every write names it');
    table
      .text('claimed_at')
      .comment('ISO 8601, UTC: long ago means that the process has died');
  });

  await knex.schema.alterTable('objects', table => {
    table
      .integer('missed_runs')
      .notNullable()
      .defaultTo(0)
      .comment('Complete imports in a row that did not find it in the source');
    table
      .string('missed_in', 64)
      .comment('The last of these runs: planned again, it counts once');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('alter table objects drop column missed_in');
  await knex.raw('alter table objects drop column missed_runs');
  await knex.schema.dropTable('connection_news');
  await knex.raw('drop index schedule_occurrences_disabled_idx');
  await knex.raw('drop index runs_connection_kind_idx');
  await knex.raw('drop index runs_success_idx');
};
