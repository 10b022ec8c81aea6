import {
  createEntityCheck,
  type ArchiveLine,
  type ArchivedPrincipal,
} from '@backstage-connector/plugin-connector-common';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { jsonDigest, localField } from './canonicalEntity';
import { valueAt } from './entityPath';
import { hasOwners, ownersOf } from './ownersOf';
import {
  isBuiltIn,
  referenceTexts,
  resolved,
  type ReferenceText,
} from './referencesOf';

const checkEntity = createEntityCheck();

/** No kind, namespace or name has more than 63 characters; some to spare. */
export const MOST_REF = 255;
const MOST_UID = 36;
const MOST_PATH = 1_000;

/**
 * Says why one object of an archive cannot be imported (AR-12), and with it nothing
 * else; undefined: it can. It has to be an entity that the catalog takes, and what
 * the archive says of it has to be true: the rules go by that alone.
 */
export async function checkObject(
  line: ArchiveLine,
): Promise<string | undefined> {
  const entity = line.entity as unknown as Entity;
  const invalid =
    overlong(line) ?? (await checkEntity(entity)) ?? foreignToArchives(entity);
  if (invalid !== undefined) {
    return invalid;
  }
  const texts = isBuiltIn(entity) ? referenceTexts(entity) : undefined;
  return (
    wrongReferenceText(entity, texts) ??
    otherIdentity(line, entity) ??
    otherOwners(line, entity) ??
    (texts ? otherReferences(line, texts) : unfoundReference(line, entity))
  );
}

/**
 * Says what of a line is longer than it can be in any catalog: it is looked up, and
 * kept where an index has to hold it.
 */
export function overlong({
  entityRef,
  owner,
  organization,
  references,
}: ArchiveLine): string | undefined {
  const named = { entityRef: { ref: entityRef }, owner, organization };
  for (const [field, it] of Object.entries(named)) {
    if (it && !fits(it)) {
      return `${field} is longer than any reference`;
    }
  }
  const place = references.findIndex(
    it => !fits(it) || it.path.length > MOST_PATH,
  );
  return place < 0
    ? undefined
    : `references[${place}] is longer than any reference`;
}

function fits({ ref, uid }: ArchivedPrincipal): boolean {
  return (
    ref.length <= MOST_REF && (uid === undefined || uid.length <= MOST_UID)
  );
}

function foreignToArchives(entity: Entity): string | undefined {
  const field = localField(entity);
  return (
    field &&
    `${field} belongs to one catalog, so no archive has it; leave it out and make sha256 anew`
  );
}

function wrongReferenceText(
  entity: Entity,
  texts: readonly ReferenceText[] = [],
): string | undefined {
  const owner = entity.spec?.owner;
  if (
    hasOwners(entity) &&
    typeof owner === 'string' &&
    resolved(entity, owner, 'Group') === undefined
  ) {
    return `spec.owner ${JSON.stringify(owner)} is not an entity reference`;
  }
  const wrong = texts.find(({ ref }) => ref === undefined);
  return (
    wrong &&
    `${wrong.path} ${JSON.stringify(wrong.text)} is not an entity reference`
  );
}

function otherIdentity(line: ArchiveLine, entity: Entity): string | undefined {
  const ref = stringifyEntityRef(entity);
  if (ref !== line.entityRef) {
    return `the archive calls it ${line.entityRef}, but the entity is ${ref}`;
  }
  return jsonDigest(entity) === line.sha256
    ? undefined
    : 'its sha256 is another than that of the entity: it was changed after the export';
}

function otherOwners(line: ArchiveLine, entity: Entity): string | undefined {
  const { owner, organization } = ownersOf(entity);
  if (owner !== line.owner?.ref) {
    return disagreement('owner', line.owner?.ref, owner);
  }
  return organization === line.organization?.ref
    ? undefined
    : disagreement('organization', line.organization?.ref, organization);
}

function disagreement(
  what: string,
  said: string | undefined,
  found: string | undefined,
): string {
  return `the archive says its ${what} is ${said ?? 'nobody'}, the entity ${
    found ?? 'nobody'
  }`;
}

function otherReferences(
  { references }: ArchiveLine,
  found: readonly ReferenceText[],
): string | undefined {
  if (
    found.length === references.length &&
    found.every(
      ({ path, ref }, at) =>
        path === references[at].path && ref === references[at].ref,
    )
  ) {
    return undefined;
  }
  // In another order they are still the same.
  const refAt = new Map(found.map(it => [it.path, it.ref]));
  const saidAt = new Map(references.map(it => [it.path, it.ref]));
  const path = [...refAt.keys(), ...saidAt.keys()].find(
    it => refAt.get(it) !== saidAt.get(it),
  );
  return (
    path &&
    `the archive says ${path} is ${
      saidAt.get(path) ?? 'no reference'
    }, the entity ${refAt.get(path) ?? 'none'}`
  );
}

function unfoundReference(
  { references }: ArchiveLine,
  entity: Entity,
): string | undefined {
  const wrong = references.find(({ path, ref }) => {
    const text = valueAt(entity, path);
    return (
      typeof text !== 'string' ||
      resolved(entity, text, ref.slice(0, ref.indexOf(':'))) !== ref
    );
  });
  return (
    wrong &&
    `the archive says ${wrong.path} is ${wrong.ref}, the entity does not`
  );
}
