import type {
  Action,
  LogLevel,
  OccurrenceOutcome,
  ReasonCode,
  RunStage,
  RunState,
  RunTrigger,
} from '@backstage-connector/plugin-connector-common';

/*
 * One type a table of migrations/. Instants are ISO 8601 texts in UTC, which
 * sort as they should on every engine; JSON is text for the same reason.
 */

/** `boolean` columns come back as 0 and 1 from SQLite. */
export type DbBoolean = boolean | 0 | 1;

export interface DbConnectionRow {
  id: string;
  name: string;
  name_key: string;
  technology: string;
  origin: 'portal' | 'configuration';
  parameters: string;
  scope: string;
  options: string;
  enabled: DbBoolean;
  revision: number;
  tested_revision: number | null;
  last_check: string | null;
  declaration: string | null;
  identity_token_id: string | null;
  created_by: string;
  updated_by: string;
  created_at: string;
  updated_at: string;
  version: number;
}

export interface DbConnectionSecretRow {
  connection_id: string;
  field: string;
  key_id: string | null;
  ciphertext: string | null;
  variable: string | null;
  updated_at: string;
}

export interface DbRunRow {
  id: string;
  connection_id: string;
  connection_name: string;
  technology: string;
  kind: 'import' | 'preview';
  state: RunState;
  trigger: RunTrigger;
  requested_by: string;
  settings: string;
  phase: 'plan' | 'apply' | 'review';
  attempt: number;
  ticket: string | null;
  heartbeat_at: string | null;
  cancel_requested: DbBoolean;
  stages: string;
  delivery: string | null;
  delivery_settled: DbBoolean;
  report: string | null;
  failure: string | null;
  queued_at: string;
  started_at: string | null;
  ended_at: string | null;
  attempts: string;
  not_before: string | null;
  slot: number | null;
  details_deleted_at: string | null;
}

export interface DbRunLogRow {
  run_id: string;
  seq: number;
  at: string;
  level: LogLevel;
  stage: RunStage | null;
  message: string;
  context: string | null;
}

export interface DbRunDecisionRow {
  run_id: string;
  seq: number;
  uid: string;
  ref: string;
  urn: string;
  title: string;
  asset_kind: string;
  action: Action;
  rule: string;
  reason: ReasonCode;
  facts: string | null;
  changes: string | null;
  after: string | null;
  applied: DbBoolean;
  source_hash: string | null;
  hash: string | null;
  notes: string | null;
  modified_at: string | null;
  basis: string | null;
}

export interface DbObjectRow {
  uid: string;
  entity_ref: string;
  source_kind: 'connection' | 'archive';
  source_id: string;
  urn: string;
  asset_kind: string;
  title: string;
  entity: string;
  source_hash: string;
  hash: string;
  state: 'present' | 'absent' | 'removed';
  run_id: string | null;
  modified_at: string;
  delivered_hash: string | null;
  delivered_ref: string | null;
  delivered_at: string | null;
  visible_hash: string | null;
  missed_runs: number;
  missed_in: string | null;
  dismissed_in: string | null;
}

export interface DbConnectionNewsRow {
  connection_id: string;
  told: 'ok' | 'failing' | 'review';
  run_id: string | null;
  told_at: string | null;
  last_success_at: string | null;
  ticket: string | null;
  claimed_at: string | null;
}

export interface DbScheduleRow {
  connection_id: string;
  definition: string;
  enabled: DbBoolean;
  origin: 'portal' | 'configuration';
  version: number;
  next_run_at: string | null;
  due_at: string | null;
  updated_by: string;
  updated_at: string;
}

export interface DbScheduleOccurrenceRow {
  connection_id: string;
  at: string;
  outcome: OccurrenceOutcome;
  run_id: string | null;
  decided_at: string;
}
