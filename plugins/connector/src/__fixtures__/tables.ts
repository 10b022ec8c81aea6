import {
  annotations,
  type Provenance,
  type ScopeMatches,
  type TableStructure,
} from '@backstage-connector/plugin-connector-common';
import type { Entity } from '@backstage/catalog-model';
import { importSummary } from './runs';

export const invoices: TableStructure = {
  columns: [
    {
      name: 'invoice_id',
      position: 1,
      type: 'bigint',
      nullable: false,
      identity: 'always',
    },
    {
      name: 'customer_id',
      position: 2,
      type: 'bigint',
      nullable: false,
      comment: 'Who pays',
    },
    {
      name: 'status',
      position: 3,
      type: 'sales.invoice_status',
      nullable: false,
      default: "'open'::sales.invoice_status",
      typeOf: {
        kind: 'enum',
        name: 'invoice_status',
        values: ['open', 'paid'],
      },
    },
    {
      name: 'total',
      position: 4,
      type: 'numeric(12,2)',
      nullable: true,
      default: 'net + tax',
      generated: 'stored',
    },
  ],
  primaryKey: { name: 'invoices_pkey', columns: ['invoice_id'] },
  uniqueConstraints: [
    { name: 'invoices_once', columns: ['customer_id', 'status'] },
  ],
  checks: [{ name: 'positive', expression: 'total >= 0' }],
  foreignKeys: [
    {
      name: 'invoices_customer',
      columns: ['customer_id'],
      target: {
        urn: 'urn:connector:postgresql:x:shop/sales/customers',
        path: ['shop', 'sales', 'customers'],
        columns: ['customer_id'],
        ref: 'resource:default/warehouse-sales-customers',
      },
      onDelete: 'CASCADE',
    },
    {
      columns: ['status'],
      target: {
        urn: 'urn:connector:postgresql:x:shop/legacy/states',
        path: ['shop', 'legacy', 'states'],
        columns: [],
        external: true,
      },
    },
  ],
  indexes: [
    {
      name: 'invoices_open',
      columns: ['customer_id'],
      unique: false,
      method: 'btree',
      where: "status = 'open'",
    },
  ],
};

/** The entity of a table, with this text as its definition. */
export function tableEntity(definition: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: 'warehouse-sales-invoices',
      namespace: 'default',
      title: 'invoices',
      annotations: { [annotations.uid]: 'uid-2' },
    },
    spec: {
      type: 'table',
      owner: 'group:default/data-platform',
      definition,
    },
  };
}

export const provenance: Provenance = {
  uid: 'uid-2',
  ref: 'resource:default/warehouse-sales-invoices',
  urn: 'urn:connector:postgresql:x:shop/sales/invoices',
  path: ['shop', 'sales', 'invoices'],
  connection: {
    id: 'warehouse',
    name: 'Retail warehouse',
    technology: 'postgresql',
  },
  state: 'present',
  ownerRule: 'rule 1: sales.*',
  modifiedAt: '2026-11-22T10:00:04.000Z',
  deliveredAt: '2026-11-22T10:00:04.000Z',
  lastRun: importSummary,
};

export const scopeMatches: ScopeMatches = {
  items: [
    { path: ['sales', 'invoices'], relationType: 'table', included: true },
    {
      path: ['sales', 'tmp_load'],
      relationType: 'table',
      included: false,
      reason: 'Excluded by the pattern "*.tmp_*".',
    },
  ],
  total: 2,
  included: 1,
  truncated: false,
};
