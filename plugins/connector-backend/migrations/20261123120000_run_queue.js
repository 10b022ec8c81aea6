// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('runs', table => {
    table
      .text('attempts')
      .notNullable()
      .defaultTo('[]')
      .comment('JSON: each attempt, with its end and failure');
    table
      .text('not_before')
      .comment(
        'ISO 8601, UTC: a queued run is tried again then; null: at once',
      );
    table
      .integer('slot')
      .comment('Of a running run, if its technology has a limit: its place');
    table
      .text('details_deleted_at')
      .comment('ISO 8601, UTC: when log and decisions were deleted, being old');
    // Who was served last goes last: the queue asks for both.
    table.index(['requested_by', 'started_at'], 'runs_requester_idx');
    table.index(['technology', 'started_at'], 'runs_technology_idx');
    // Each filter of the monitor has an index that gives pages in their order.
    table.dropIndex(['state', 'queued_at'], 'runs_state_idx');
    table.index(['state', 'queued_at', 'id'], 'runs_state_idx');
    table.index(['kind', 'queued_at', 'id'], 'runs_kind_idx');
    table.index(['trigger', 'queued_at', 'id'], 'runs_trigger_idx');
  });
  // Two workers never take one place, nor more than there are.
  await knex.raw(
    "create unique index runs_slot_idx on runs (technology, slot) where state = 'running' and slot is not null",
  );
  await knex.raw(
    "create index runs_retry_idx on runs (not_before) where state = 'queued' and not_before is not null",
  );
  await knex.raw(
    'create index runs_details_idx on runs (queued_at, id) where details_deleted_at is null',
  );

  await knex.schema.alterTable('run_log', table => {
    table.index(['run_id', 'level', 'seq'], 'run_log_level_idx');
  });
  await knex.schema.alterTable('schedule_occurrences', table => {
    table.index(
      ['outcome', 'at', 'connection_id'],
      'schedule_occurrences_outcome_idx',
    );
  });
  await knex.raw(
    'create index objects_invisible_idx on objects (run_id) where delivered_hash is not null and (visible_hash is null or visible_hash <> delivered_hash)',
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('drop index objects_invisible_idx');
  await knex.schema.alterTable('schedule_occurrences', table => {
    table.dropIndex([], 'schedule_occurrences_outcome_idx');
  });
  await knex.schema.alterTable('run_log', table => {
    table.dropIndex([], 'run_log_level_idx');
  });
  for (const index of ['details', 'retry', 'slot']) {
    await knex.raw(`drop index runs_${index}_idx`);
  }
  await knex.schema.alterTable('runs', table => {
    for (const index of [
      'trigger',
      'kind',
      'state',
      'technology',
      'requester',
    ]) {
      table.dropIndex([], `runs_${index}_idx`);
    }
    table.index(['state', 'queued_at'], 'runs_state_idx');
  });
  for (const column of [
    'attempts',
    'not_before',
    'slot',
    'details_deleted_at',
  ]) {
    await knex.raw('alter table runs drop column ??', [column]);
  }
};
