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

/** An object as the rules and the pages see it, from its line in an archive. */
export function storedObject(
  seq: number,
  line: ArchiveLine,
  invalid: string | undefined,
): StoredObject & { readonly entity: ArchiveLine['entity'] } {
  const { entity, organization } = line;
  const { metadata, spec } = entity as Record<string, unknown>;
  // An object that is not valid is shown as well, whatever it has.
  const kind = textOf(entity.kind) ?? '';
  const type = textIn(spec, 'type');
  const lifecycle = textIn(spec, 'lifecycle');
  return {
    seq,
    uid: line.uid,
    ref: line.entityRef,
    apiVersion: textOf(entity.apiVersion) ?? '',
    kind,
    title:
      textIn(metadata, 'title') ?? textIn(metadata, 'name') ?? line.entityRef,
    topLevel: line.topLevel,
    modifiedAt: new Date(line.modifiedAt).toISOString(),
    hash: line.sha256,
    references: line.references,
    ...(type !== undefined && { type }),
    ...(lifecycle !== undefined && { lifecycle }),
    ...(line.owner && { owner: line.owner }),
    ...(organization && { organization }),
    ...(isSystemWide(kind, organization) && { systemWide: true }),
    ...(invalid !== undefined && { invalid }),
    entity,
  };
}

function textIn(value: unknown, key: string): string | undefined {
  return textOf((Object(value) as Record<string, unknown>)[key]);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
