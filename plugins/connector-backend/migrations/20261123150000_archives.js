// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('archives', table => {
    table.comment(
      'Uploaded archives that were read completely, until they expire',
    );
    table.string('id', 64).primary();
    table
      .boolean('ready')
      .notNullable()
      .comment('False while it is read; stays so when the process dies');
    table.text('file_name').notNullable();
    table.text('uploaded_at').notNullable().comment('ISO 8601, UTC');
    table.text('uploaded_by').notNullable().comment('Nobody else sees it');
    table.text('expires_at').notNullable().comment('ISO 8601, UTC');
    table
      .text('header')
      .notNullable()
      .comment('JSON: archive.json, without what it omits');
    table.text('contents').comment('JSON: bytes, counts, namespaces');
    table.index(['uploaded_by', 'uploaded_at', 'id'], 'archives_owner_idx');
    table.index(['expires_at'], 'archives_expiry_idx');
  });

  await knex.schema.createTable('archive_objects', table => {
    table.comment('The objects of uploaded archives, in their order');
    table
      .string('archive_id', 64)
      .notNullable()
      .references('id')
      .inTable('archives')
      .onDelete('CASCADE');
    table.integer('seq').notNullable();
    table.text('uid').notNullable();
    table.text('ref').notNullable();
    table.text('api_version').notNullable();
    table.text('kind').notNullable();
    table.text('kind_key').notNullable().comment('In lower case: filters');
    table.text('namespace').notNullable().comment('In lower case');
    table.text('type').comment('spec.type');
    table.text('title').notNullable();
    table.text('search').notNullable().comment('Title and ref in lower case');
    table.boolean('top_level').notNullable();
    table.text('modified_at').notNullable().comment('ISO 8601, UTC');
    table.string('hash', 64).notNullable().comment('Of the canonical entity');
    table.text('lifecycle').comment('spec.lifecycle');
    table.text('owner_ref');
    table.text('owner_uid');
    table.text('organization_ref');
    table.text('organization_uid');
    table.boolean('system_wide').notNullable();
    table.text('links').notNullable().comment('JSON: its references');
    table.text('invalid').comment('Why it cannot be imported');
    // Last, so that what reads only the others need not read it.
    table.text('entity').notNullable().comment('JSON');
    table.primary(['archive_id', 'seq']);
    table.index(['archive_id', 'ref'], 'archive_objects_ref_idx');
    table.index(['archive_id', 'kind_key', 'seq'], 'archive_objects_kind_idx');
    table.index(
      ['archive_id', 'namespace', 'seq'],
      'archive_objects_namespace_idx',
    );
    table.index(
      ['archive_id', 'top_level', 'seq'],
      'archive_objects_top_level_idx',
    );
  });

  await knex.schema.createTable('archive_mappings', table => {
    table.comment(
      'Who the users and groups of another portal are here, as imports had it',
    );
    table
      .text('instance')
      .notNullable()
      .comment('Of the catalog that the archive came from');
    table.text('from_ref').notNullable();
    table.text('to_ref').notNullable();
    table.text('updated_by').notNullable();
    table.text('updated_at').notNullable().comment('ISO 8601, UTC');
    table.primary(['instance', 'from_ref']);
  });

  await knex.schema.createTable('run_before_images', table => {
    table.comment(
      'What the ledger had before an archive import changed it, so that it can be undone',
    );
    table
      .string('run_id', 64)
      .notNullable()
      .references('id')
      .inTable('runs')
      .onDelete('CASCADE');
    table.string('uid', 36).notNullable();
    table.integer('seq').notNullable().comment('Of the decision');
    table
      .string('after_hash', 64)
      .comment('Of what the import wrote; null: it removed the object');
    table
      .text('image')
      .comment('JSON: the row of the ledger; null: it had none');
    table.primary(['run_id', 'uid']);
    table.index(['run_id', 'seq'], 'run_before_images_seq_idx');
  });

  await knex.schema.alterTable('run_decisions', table => {
    table.text('notes').comment('JSON: what else was decided for the object');
    table
      .text('modified_at')
      .comment('ISO 8601, UTC: of the archived object, for the ledger');
    table
      .text('basis')
      .comment('JSON: what the catalog had when this was decided');
    table.index(['run_id', 'reason', 'seq'], 'run_decisions_reason_idx');
    table.index(['run_id', 'rule', 'seq'], 'run_decisions_rule_idx');
  });
  // The kinds of entities may be as long as names; SQLite does not look.
  if (knex.client.config.client === 'pg') {
    for (const name of ['run_decisions', 'objects']) {
      await knex.raw(
        'alter table ?? alter column asset_kind type varchar(63)',
        [name],
      );
    }
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  // The columns stay as wide: what is in them may need it.
  await knex.schema.alterTable('run_decisions', table => {
    table.dropIndex([], 'run_decisions_rule_idx');
    table.dropIndex([], 'run_decisions_reason_idx');
  });
  for (const column of ['basis', 'modified_at', 'notes']) {
    await knex.raw('alter table run_decisions drop column ??', [column]);
  }
  await knex.schema.dropTable('run_before_images');
  await knex.schema.dropTable('archive_mappings');
  await knex.schema.dropTable('archive_objects');
  await knex.schema.dropTable('archives');
};
