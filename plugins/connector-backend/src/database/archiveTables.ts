import type { Entity } from '@backstage/catalog-model';
import type { DbBoolean } from './tables';

/*
 * The tables of archives, in the manner of tables.ts.
 */

export interface DbArchiveRow {
  id: string;
  ready: DbBoolean;
  file_name: string;
  uploaded_at: string;
  uploaded_by: string;
  expires_at: string;
  header: string;
  contents: string | null;
}

export interface DbArchiveObjectRow {
  archive_id: string;
  seq: number;
  uid: string;
  ref: string;
  api_version: string;
  kind: string;
  kind_key: string;
  namespace: string;
  type: string | null;
  title: string;
  search: string;
  top_level: DbBoolean;
  modified_at: string;
  hash: string;
  lifecycle: string | null;
  owner_ref: string | null;
  owner_uid: string | null;
  organization_ref: string | null;
  organization_uid: string | null;
  system_wide: DbBoolean;
  links: string;
  invalid: string | null;
  entity: string;
}

export interface DbArchiveMappingRow {
  instance: string;
  from_ref: string;
  to_ref: string;
  updated_by: string;
  updated_at: string;
}

export interface DbRunBeforeImageRow {
  run_id: string;
  uid: string;
  seq: number;
  after_hash: string | null;
  image: string | null;
}

/** In the `basis` of a decision: what it replaces, and the ledger does not have. */
export interface LostEntity {
  readonly ref: string;
  readonly title: string;
  readonly entity: Entity;
  readonly hash: string;
  readonly modifiedAt: string;
}
