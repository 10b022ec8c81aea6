import type {
  CheckReport,
  FieldValue,
  ImportOptions,
  Scope,
} from '@backstage-connector/plugin-connector-common';
import { nameKey } from '../nameKey';
import type { DbConnectionRow, DbConnectionSecretRow } from './tables';

/** A secret of a connection, as it is stored. */
export type StoredSecret = { readonly field: string } & (
  | {
      readonly from: 'value';
      readonly keyId: string;
      readonly ciphertext: string;
    }
  | { readonly from: 'environment'; readonly variable: string }
);

/** A connection as it is stored; its secrets encrypted or by reference. */
export interface StoredConnection {
  readonly id: string;
  readonly name: string;
  readonly technology: string;
  readonly origin: 'portal' | 'configuration';
  readonly parameters: Readonly<Record<string, FieldValue>>;
  readonly secrets: readonly StoredSecret[];
  readonly scope: Scope;
  readonly options: ImportOptions;
  readonly enabled: boolean;
  /** Grows with every change of technology, parameters or secrets. */
  readonly revision: number;
  /** The last revision that passed a test. */
  readonly testedRevision?: number;
  readonly lastCheck?: CheckReport;
  /** Of a connection in app-config: tells whether its settings changed. */
  readonly declaration?: string;
  readonly createdBy: string;
  readonly updatedBy: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Grows with every change. */
  readonly version: number;
}

/** What a person or app-config decides; the rest is recorded by itself. */
export type ConnectionSettings = Omit<
  StoredConnection,
  'testedRevision' | 'lastCheck' | 'version'
>;

export function toConnection(
  row: DbConnectionRow,
  secrets: readonly StoredSecret[],
): StoredConnection {
  return {
    id: row.id,
    name: row.name,
    technology: row.technology,
    origin: row.origin,
    parameters: JSON.parse(row.parameters),
    secrets,
    scope: JSON.parse(row.scope),
    options: JSON.parse(row.options),
    enabled: Boolean(row.enabled),
    revision: row.revision,
    testedRevision: row.tested_revision ?? undefined,
    lastCheck: row.last_check === null ? undefined : JSON.parse(row.last_check),
    declaration: row.declaration ?? undefined,
    createdBy: row.created_by,
    updatedBy: row.updated_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
  };
}

export function fromConnection(
  connection: ConnectionSettings,
): Omit<DbConnectionRow, 'tested_revision' | 'last_check' | 'version'> {
  return {
    id: connection.id,
    name: connection.name,
    name_key: nameKey(connection.name),
    technology: connection.technology,
    origin: connection.origin,
    parameters: JSON.stringify(connection.parameters),
    scope: JSON.stringify(connection.scope),
    options: JSON.stringify(connection.options),
    enabled: connection.enabled,
    revision: connection.revision,
    declaration: connection.declaration ?? null,
    identity_token_id: null,
    created_by: connection.createdBy,
    updated_by: connection.updatedBy,
    created_at: connection.createdAt,
    updated_at: connection.updatedAt,
  };
}

export function toSecret(row: DbConnectionSecretRow): StoredSecret {
  const { field, key_id: keyId, ciphertext, variable } = row;
  if (variable !== null) {
    return { field, from: 'environment', variable };
  }
  if (keyId === null || ciphertext === null) {
    throw new Error(
      `The secret "${field}" of connection ${row.connection_id} is neither stored nor a reference`,
    );
  }
  return { field, from: 'value', keyId, ciphertext };
}

export function fromSecret(
  connectionId: string,
  secret: StoredSecret,
): Omit<DbConnectionSecretRow, 'updated_at'> {
  const stored = secret.from === 'value' ? secret : undefined;
  return {
    connection_id: connectionId,
    field: secret.field,
    key_id: stored?.keyId ?? null,
    ciphertext: stored?.ciphertext ?? null,
    variable: secret.from === 'environment' ? secret.variable : null,
  };
}
