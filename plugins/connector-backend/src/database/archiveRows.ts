import type {
  Archive,
  ArchiveHeader,
  ArchiveObject,
  ArchivedPrincipal,
  ArchivedReference,
} from '@backstage-connector/plugin-connector-common';
import { parseEntityRef } from '@backstage/catalog-model';
import type { DbArchiveObjectRow, DbArchiveRow } from './archiveTables';

/** What an archive starts with: its objects follow. */
export interface NewArchive {
  readonly id: string;
  readonly fileName: string;
  readonly uploadedBy: string;
  readonly uploadedAt: string;
  readonly expiresAt: string;
  readonly header: ArchiveHeader;
}

/** What is known of an archive when all of it was read. */
export type ArchiveContents = Pick<
  Archive,
  'bytes' | 'objects' | 'topLevel' | 'invalid' | 'byKind' | 'namespaces'
>;

/** One object of an archive, without its entity. */
export interface StoredObject {
  readonly seq: number;
  readonly uid: string;
  readonly ref: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly type?: string;
  readonly title: string;
  readonly topLevel: boolean;
  readonly modifiedAt: string;
  readonly hash: string;
  readonly lifecycle?: string;
  readonly owner?: ArchivedPrincipal;
  readonly organization?: ArchivedPrincipal;
  readonly references: readonly ArchivedReference[];
  readonly systemWide?: boolean;
  readonly invalid?: string;
}

/** The columns of an object that are not its entity. */
export const OBJECT_COLUMNS = [
  'seq',
  'uid',
  'ref',
  'api_version',
  'kind',
  'type',
  'title',
  'top_level',
  'modified_at',
  'hash',
  'lifecycle',
  'owner_ref',
  'owner_uid',
  'organization_ref',
  'organization_uid',
  'system_wide',
  'links',
  'invalid',
] as const satisfies readonly (keyof DbArchiveObjectRow)[];

export type ObjectRow = Pick<
  DbArchiveObjectRow,
  (typeof OBJECT_COLUMNS)[number]
>;

export function fromNewArchive(archive: NewArchive): DbArchiveRow {
  const { omitted: _, ...header } = archive.header;
  return {
    id: archive.id,
    ready: false,
    file_name: printable(archive.fileName),
    uploaded_at: archive.uploadedAt,
    uploaded_by: archive.uploadedBy,
    expires_at: archive.expiresAt,
    header: JSON.stringify(header),
    contents: null,
  };
}

export function toArchive(row: DbArchiveRow): Archive {
  return {
    id: row.id,
    fileName: row.file_name,
    uploadedAt: row.uploaded_at,
    uploadedBy: row.uploaded_by,
    expiresAt: row.expires_at,
    header: JSON.parse(row.header),
    ...(JSON.parse(row.contents ?? '{}') as ArchiveContents),
  };
}

export function fromObject(
  archiveId: string,
  object: StoredObject & { readonly entity: object },
): DbArchiveObjectRow {
  const title = printable(object.title);
  const ref = printable(object.ref);
  return {
    archive_id: archiveId,
    seq: object.seq,
    uid: printable(object.uid),
    ref,
    api_version: printable(object.apiVersion),
    kind: printable(object.kind),
    kind_key: printable(object.kind).toLowerCase(),
    namespace: namespaceOf(ref),
    type: orNull(object.type),
    title,
    search: `${title} ${ref}`.toLowerCase(),
    top_level: object.topLevel,
    modified_at: object.modifiedAt,
    hash: object.hash,
    lifecycle: orNull(object.lifecycle),
    owner_ref: orNull(object.owner?.ref),
    owner_uid: orNull(object.owner?.uid),
    organization_ref: orNull(object.organization?.ref),
    organization_uid: orNull(object.organization?.uid),
    system_wide: object.systemWide ?? false,
    links: JSON.stringify(object.references),
    invalid: orNull(object.invalid),
    entity: JSON.stringify(object.entity),
  };
}

export function toStoredObject(row: ObjectRow): StoredObject {
  return {
    seq: row.seq,
    uid: row.uid,
    ref: row.ref,
    apiVersion: row.api_version,
    kind: row.kind,
    ...(row.type !== null && { type: row.type }),
    title: row.title,
    topLevel: Boolean(row.top_level),
    modifiedAt: row.modified_at,
    hash: row.hash,
    ...(row.lifecycle !== null && { lifecycle: row.lifecycle }),
    ...principals(row),
    references: JSON.parse(row.links),
    ...(row.system_wide && { systemWide: true }),
    ...(row.invalid !== null && { invalid: row.invalid }),
  };
}

/** So many of what an object refers to are shown. */
const SHOWN_REFERENCES = 1_000;

/** What an object refers to, each once, as far as it is shown. */
export function shownReferences(row: ObjectRow): string[] {
  const { references } = toStoredObject(row);
  const refs = new Set(references.map(({ ref }) => ref));
  return [...refs].slice(0, SHOWN_REFERENCES);
}

export function toArchiveObject(
  row: ObjectRow,
  /** The objects of the archive by reference. */
  seqs: ReadonlyMap<string, number>,
): ArchiveObject {
  const {
    apiVersion,
    type,
    hash,
    lifecycle,
    references: _,
    systemWide,
    ...shown
  } = toStoredObject(row);
  return {
    ...shown,
    requires: shownReferences(row).map(ref => {
      const seq = seqs.get(ref);
      return seq === undefined ? { ref } : { ref, seq };
    }),
  };
}

function principals(row: ObjectRow) {
  const named = (ref: string | null, uid: string | null) =>
    ref === null ? undefined : { ref, ...(uid !== null && { uid }) };
  const owner = named(row.owner_ref, row.owner_uid);
  const organization = named(row.organization_ref, row.organization_uid);
  return { ...(owner && { owner }), ...(organization && { organization }) };
}

/** Empty for an object that is not valid, and whose reference is none. */
export function namespaceOf(ref: string): string {
  try {
    return parseEntityRef(ref).namespace.toLowerCase();
  } catch {
    return '';
  }
}

function orNull(text: string | undefined): string | null {
  return text === undefined ? null : printable(text);
}

// A text of PostgreSQL cannot hold it; an invalid object may.
function printable(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}
