// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('connections', table => {
    table
      .integer('version')
      .notNullable()
      .defaultTo(1)
      .comment('Grows with every change: the second of two is refused');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('connections', table => {
    table.dropColumn('version');
  });
};
