import type { ExportSelection } from '@backstage-connector/plugin-connector-common';
import { DateTime } from 'luxon';

/** The parts of a query that are chosen from what the catalog has. */
export const queryFields = [
  'kind',
  'namespace',
  'type',
  'owner',
  'system',
  'tag',
] as const;

export type QueryField = (typeof queryFields)[number];

/** What a person has entered of an export. */
export interface ExportDraft {
  /** `none`: connections only. */
  readonly by: 'query' | 'refs' | 'none';
  readonly query: Readonly<Record<QueryField, readonly string[]>>;
  readonly text: string;
  readonly refs: readonly string[];
  readonly withReferences: boolean;
  readonly depth: string;
  readonly withOwners: boolean;
  /** By the clock of the person: 2026-11-20T14:05. */
  readonly modifiedSince: string;
  /** By their ids; taken along without their secrets. */
  readonly connections: readonly string[];
}

/** A draft that exports these entities, or, where there are none, the catalog. */
export function newExportDraft(refs: readonly string[]): ExportDraft {
  return {
    by: refs.length ? 'refs' : 'query',
    query: {
      kind: [],
      namespace: [],
      type: [],
      owner: [],
      system: [],
      tag: [],
    },
    text: '',
    refs,
    withReferences: false,
    depth: '3',
    withOwners: false,
    modifiedSince: '',
    connections: [],
  };
}

export function isDepth(text: string): boolean {
  return /^([1-9]|10)$/.test(text);
}

/** Whether it says a time; a year may be typed that no calendar here has. */
export function isTime(text: string): boolean {
  return DateTime.fromISO(text).isValid;
}

/** What the server is asked for; undefined while something is missing. */
export function selectionOf(draft: ExportDraft): ExportSelection | undefined {
  const { by, refs, withReferences, depth, withOwners, modifiedSince } = draft;
  const { connections } = draft;
  if (by === 'none' && !connections.length) return undefined;
  if (by === 'refs' && !refs.length) return undefined;
  if (withReferences && !isDepth(depth)) return undefined;
  if (modifiedSince && !isTime(modifiedSince)) return undefined;
  const since = modifiedSince && DateTime.fromISO(modifiedSince);
  return {
    ...(by === 'refs' && { refs: [...refs] }),
    ...(by === 'query' && { query: queryOf(draft) }),
    ...(connections.length > 0 && { connections: [...connections] }),
    withReferences,
    depth: isDepth(depth) ? Number(depth) : 3,
    withOwners,
    ...(since && { modifiedSince: since.toJSDate().toISOString() }),
  };
}

function queryOf({ query, text }: ExportDraft): ExportSelection['query'] {
  return {
    ...Object.fromEntries(
      Object.entries(query).filter(([, values]) => values.length > 0),
    ),
    ...(text.trim() && { text: text.trim() }),
  };
}
