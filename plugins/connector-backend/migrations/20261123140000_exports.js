// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('exports', table => {
    table.comment('Archives that were exported; the files are not kept');
    table.text('id').primary().notNullable().comment('UUID');
    table.text('file_name').notNullable();
    table.text('created_by').notNullable().comment('Reference of the caller');
    table.text('created_at').notNullable().comment('ISO 8601, UTC');
    table.text('selection').notNullable().comment('JSON: what was asked for');
    table.double('bytes').notNullable().comment('Of the file: a whole number');
    table.text('report').notNullable().comment('JSON');
    table.index(['created_by', 'created_at', 'id'], 'exports_creator_idx');
  });

  await knex.schema.createTable('seen_content', table => {
    table.comment(
      'When the content of entities was first seen that neither a connection nor an annotation dates',
    );
    table.text('uid').primary().notNullable().comment('Of the entity');
    table
      .text('hash')
      .notNullable()
      .comment('SHA-256 in hex of the canonical entity seen last');
    table
      .text('seen_at')
      .notNullable()
      .comment('ISO 8601, UTC: when this content was seen first');
  });

  await knex.schema.createTable('catalog_instance', table => {
    table.comment('One row: what tells this catalog from all others');
    table.integer('only').primary().notNullable().comment('Always 1');
    table.text('id').notNullable().comment('UUID, made once');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('catalog_instance');
  await knex.schema.dropTable('seen_content');
  await knex.schema.dropTable('exports');
};
