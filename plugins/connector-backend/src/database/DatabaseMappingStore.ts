import type { Knex } from 'knex';
import type { DbArchiveMappingRow } from './archiveTables';

/**
 * Who the users and groups of other portals are here: what imports were made
 * with, kept for the next from the same portal (AR-36).
 */
export class DatabaseMappingStore {
  static create(options: { knex: Knex; now: () => Date }) {
    return new DatabaseMappingStore(options.knex, options.now);
  }

  readonly #knex: Knex;
  readonly #now: () => Date;

  private constructor(knex: Knex, now: () => Date) {
    this.#knex = knex;
    this.#now = now;
  }

  async get(instance: string): Promise<Record<string, string>> {
    const rows = await this.#mappings().where({ instance }).orderBy('from_ref');
    return Object.fromEntries(
      rows.map(({ from_ref, to_ref }) => [from_ref, to_ref]),
    );
  }

  /** Keeps what is given; what is mapped to nothing is forgotten. */
  async save(
    instance: string,
    mapping: Readonly<Record<string, string>>,
    by: string,
  ): Promise<void> {
    const entries = Object.entries(mapping);
    const at = this.#now().toISOString();
    await this.#knex.transaction(async trx => {
      for (const [from_ref, to_ref] of entries) {
        const mappings = trx<DbArchiveMappingRow>('archive_mappings');
        if (to_ref === '') {
          await mappings.where({ instance, from_ref }).delete();
        } else {
          await mappings
            .insert({
              instance,
              from_ref,
              to_ref,
              updated_by: by,
              updated_at: at,
            })
            .onConflict(['instance', 'from_ref'])
            .merge(['to_ref', 'updated_by', 'updated_at']);
        }
      }
    });
  }

  #mappings() {
    return this.#knex<DbArchiveMappingRow>('archive_mappings');
  }
}
