import type { ArchiveLine } from '@backstage-connector/plugin-connector-common';
import type { StoredObject } from '../../database/archiveRows';

/** Kinds that belong to one organization, or to the whole portal. */
const OF_AN_ORGANIZATION = ['LifecycleModel', 'Policy'];

/** Whether an object belongs to the whole portal. */
export function isSystemWide(
  kind: string,
  organization: object | string | undefined,
): boolean {
  return OF_AN_ORGANIZATION.includes(kind) && organization === undefined;
}

/** Longer texts are for nobody to read, nor for an index. */
const MOST_CHARACTERS = 255;
const MOST_OF_A_REASON = 1_000;

/** An object as the rules and the pages see it, from its line in an archive. */
export function storedObject(
  seq: number,
  line: ArchiveLine,
  invalid: string | undefined,
): StoredObject & { readonly entity: ArchiveLine['entity'] } {
  const { entity } = line;
  const { metadata, spec } = entity as Record<string, unknown>;
  // An object that is not valid is shown as well, whatever it has.
  const kind = textOf(entity.kind) ?? '';
  const type = textIn(spec, 'type');
  const lifecycle = textIn(spec, 'lifecycle');
  const ref = clipped(line.entityRef);
  return {
    seq,
    uid: line.uid,
    ref,
    apiVersion: textOf(entity.apiVersion) ?? '',
    kind,
    title: textIn(metadata, 'title') ?? textIn(metadata, 'name') ?? ref,
    topLevel: line.topLevel,
    modifiedAt: new Date(line.modifiedAt).toISOString(),
    hash: line.sha256,
    ...(type !== undefined && { type }),
    ...(lifecycle !== undefined && { lifecycle }),
    ...(invalid === undefined
      ? connected(line, kind)
      : { references: [], invalid: clipped(invalid, MOST_OF_A_REASON) }),
    entity,
  };
}

/** Nothing is made of what an invalid object says of others. */
function connected(
  { owner, organization, references }: ArchiveLine,
  kind: string,
): Pick<StoredObject, 'references' | 'owner' | 'organization' | 'systemWide'> {
  return {
    references,
    ...(owner && { owner }),
    ...(organization && { organization }),
    ...(isSystemWide(kind, organization) && { systemWide: true }),
  };
}

function textIn(value: unknown, key: string): string | undefined {
  return textOf((Object(value) as Record<string, unknown>)[key]);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? clipped(value) : undefined;
}

function clipped(text: string, most = MOST_CHARACTERS): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
