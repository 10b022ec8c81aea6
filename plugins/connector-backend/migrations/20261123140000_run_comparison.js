// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('run_decisions', table => {
    // What another run decided about the same object.
    table.index(['run_id', 'uid'], 'run_decisions_uid_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('run_decisions', table => {
    table.dropIndex(['run_id', 'uid'], 'run_decisions_uid_idx');
  });
};
