// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('objects', table => {
    table
      .string('dismissed_in', 64)
      .comment('The run whose removal of it a person has dismissed');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('alter table objects drop column dismissed_in');
};
