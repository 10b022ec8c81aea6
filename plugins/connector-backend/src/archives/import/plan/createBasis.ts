import {
  entityCreatePermission,
  entityUpdatePermission,
  organizationImportPermission,
  policyImportPermission,
  typeImportPermission,
} from '@backstage-connector/plugin-connector-common';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { catalogLocationCreatePermission } from '@backstage/plugin-catalog-common/alpha';
import type { ArchivesConfig } from '../../../config/archivesSchema';
import type { Caller } from '../../../connections/ConnectionAccess';
import { namespaceOf } from '../../../database/archiveRows';
import type { ArchiveBasis, ArchivedObject } from '../../../plan/archive';
import type { EntityAccess } from '../../EntityAccess';
import type { EntityResource } from '../../entityPermissionRules';
import { ownersOf } from '../../format';
import { isBuiltIn } from '../../format/referencesOf';
import type { CatalogLookup } from '../target/CatalogLookup';
import type { KnownTarget, Target } from '../target/Target';
import { LIFECYCLE_MODEL, lifecycleModels } from './lifecycleModels';

/** What a caller may do with the objects of an import (AR-26). */
export interface ImportRights {
  mayCreate(resource: EntityResource): boolean;
  mayUpdate(resource: EntityResource): boolean;
  has(permission: string): boolean;
}

export async function readRights(
  access: EntityAccess,
  caller: Caller,
): Promise<ImportRights> {
  const held = await access.held(
    [
      organizationImportPermission,
      typeImportPermission,
      policyImportPermission,
      catalogLocationCreatePermission,
    ],
    caller,
  );
  return {
    mayCreate: await access.grant(entityCreatePermission, caller),
    mayUpdate: await access.grant(entityUpdatePermission, caller),
    has: name => held.has(name),
  };
}

/** What the rules may know of this catalog, read and then fixed. */
export async function createBasis(options: {
  objects: readonly ArchivedObject[];
  target: Target;
  rights: ImportRights;
  lookup: CatalogLookup;
  kinds: ArchivesConfig['kinds'];
  importer: string;
  portal: string;
}): Promise<ArchiveBasis> {
  const { target, rights, lookup } = options;
  const models = await lookup.ofKind(LIFECYCLE_MODEL);
  const kinds = await knownKinds(options);
  return {
    importer: options.importer,
    portal: options.portal,
    byUid: uid => target.byUid(uid),
    byRef: ref => target.byRef(ref),
    isVisible: ref => target.isVisible(ref),
    knowsKind: (apiVersion, kind) => kinds.has(`${apiVersion} ${kind}`),
    mayCreate: object => rights.mayCreate(archivedResource(object)),
    mayUpdate: it => rights.mayUpdate(resourceOf(it as KnownTarget)),
    hasPermission: name => rights.has(name),
    lifecycleModel: lifecycleModels(models),
  };
}

/** An archived object as the rules of permissions see it. */
export function archivedResource(object: ArchivedObject): EntityResource {
  const owners = [object.owner?.ref, object.organization?.ref];
  return {
    kind: object.kind,
    namespace: namespaceOf(object.ref),
    owners: owners.filter(ref => ref !== undefined),
  };
}

/** An entity of this catalog as the rules of permissions see it. */
export function resourceOf({ kind, ref, owners }: KnownTarget): EntityResource {
  return { kind, namespace: namespaceOf(ref), owners };
}

/** An entity that may be in no catalog as the rules of permissions see it. */
export function entityResource(entity: Entity): EntityResource {
  return {
    kind: entity.kind,
    namespace: namespaceOf(stringifyEntityRef(entity)),
    owners: Object.values(ownersOf(entity)),
  };
}

/** The catalog's own kinds, those of app-config, and those it has entities of. */
async function knownKinds(options: {
  objects: readonly ArchivedObject[];
  lookup: CatalogLookup;
  kinds: ArchivesConfig['kinds'];
}): Promise<Set<string>> {
  const configured = new Set(
    options.kinds.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`),
  );
  const asked = new Map(
    options.objects
      .filter(({ invalid }) => invalid === undefined)
      .map(({ apiVersion, kind }) => [
        `${apiVersion} ${kind}`,
        { apiVersion, kind },
      ]),
  );
  const known = new Set<string>();
  const unsure: { key: string; apiVersion: string; kind: string }[] = [];
  for (const [key, { apiVersion, kind }] of asked) {
    if (configured.has(key) || isBuiltIn({ apiVersion, kind } as Entity)) {
      known.add(key);
    } else {
      unsure.push({ key, apiVersion, kind });
    }
  }
  for (const { key } of await options.lookup.kindsHere(unsure)) {
    known.add(key);
  }
  return known;
}
