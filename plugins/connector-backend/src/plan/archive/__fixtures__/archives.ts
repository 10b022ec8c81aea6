import {
  archiveOptionsSchema,
  explain,
  type ArchiveSelection,
} from '@backstage-connector/plugin-connector-common';
import { planArchive } from '../planArchive';
import type {
  ArchiveBasis,
  ArchivedObject,
  ArchivePolicy,
  ArchiveVerdicts,
  Relocation,
  TargetObject,
} from '../types';

export const IMPORTER = 'user:default/importer';
export const PORTAL = 'https://portal.example.org';

const kinds: Readonly<Record<string, string>> = {
  api: 'API',
  assettype: 'AssetType',
  component: 'Component',
  group: 'Group',
  lifecyclemodel: 'LifecycleModel',
  location: 'Location',
  policy: 'Policy',
  resource: 'Resource',
  system: 'System',
  user: 'User',
};
const own = ['assettype', 'lifecyclemodel', 'policy'];

export const JANUARY = '2026-01-01T00:00:00.000Z';
export const FEBRUARY = '2026-02-01T00:00:00.000Z';
export const MARCH = '2026-03-01T00:00:00.000Z';

/** By convention an entity x:default/y has the UUID "x y" everywhere. */
export function uidOf(ref: string): string {
  return ref.replace(':default/', ' ');
}

/** What an archive says of a user or group, or of any reference. */
export function named(ref: string, uid = uidOf(ref)) {
  return { ref, uid };
}

/** References at spec.dependsOn[0] and so on. */
export function dependsOn(...refs: (string | { ref: string; uid?: string })[]) {
  return references('spec.dependsOn', ...refs);
}

export function members(...refs: (string | { ref: string; uid?: string })[]) {
  return references('spec.members', ...refs);
}

function references(
  field: string,
  ...refs: (string | { ref: string; uid?: string })[]
) {
  return refs.map((it, index) => ({
    path: `${field}[${index}]`,
    ...(typeof it === 'string' ? named(it) : it),
  }));
}

/** An object of February that needs nothing and that nobody owns. */
export function archived(
  ref: string,
  more: Partial<ArchivedObject> = {},
): ArchivedObject {
  const [kind, name] = ref.split(':default/');
  return {
    seq: 0,
    uid: uidOf(ref),
    ref,
    apiVersion: own.includes(kind)
      ? 'backstage-connector.io/v1alpha1'
      : 'backstage.io/v1alpha1',
    kind: kinds[kind] ?? kind,
    title: name,
    topLevel: true,
    modifiedAt: FEBRUARY,
    hash: `archived ${ref}`,
    references: [],
    ...more,
  };
}

/** An entity that an archive of January brought, with other content. */
export function present(
  ref: string,
  more: Partial<TargetObject> = {},
): TargetObject {
  const [kind] = ref.split(':');
  return {
    uid: uidOf(ref),
    ref,
    kind: kinds[kind] ?? kind,
    modifiedAt: JANUARY,
    hash: `present ${ref}`,
    manager: { kind: 'archive' },
    ...more,
  };
}

/** A basis where the importer may do and see everything. */
export function basisOf(
  here: readonly TargetObject[] = [],
  more: Partial<ArchiveBasis> = {},
): ArchiveBasis {
  const byUid = new Map(here.map(it => [it.uid, it]));
  const byRef = new Map(here.map(it => [it.ref, it]));
  return {
    importer: IMPORTER,
    portal: PORTAL,
    byUid: uid => byUid.get(uid),
    byRef: ref => byRef.get(ref),
    isVisible: () => true,
    knowsKind: () => true,
    mayCreate: () => true,
    mayUpdate: () => true,
    hasPermission: () => true,
    lifecycleModel: () => undefined,
    ...more,
  };
}

export interface Import {
  readonly archive: readonly ArchivedObject[];
  readonly here?: readonly TargetObject[];
  readonly options?: Partial<ArchivePolicy>;
  readonly selection?: ArchiveSelection;
  readonly basis?: Partial<ArchiveBasis>;
}

export const policyOf = (options: Partial<ArchivePolicy> = {}): ArchivePolicy =>
  archiveOptionsSchema.parse(options);

/** The plan of an import; objects are numbered as they come. */
export function plan({
  archive,
  here,
  options,
  selection = { mode: 'top-level', except: [] },
  basis,
}: Import): ArchiveVerdicts {
  return planArchive(
    numbered(archive),
    selection,
    policyOf(options),
    basisOf(here, basis),
  );
}

export function numbered(objects: readonly ArchivedObject[]): ArchivedObject[] {
  return objects.map((object, index) => ({ ...object, seq: index + 1 }));
}

/** What a person reads of a verdict. */
export interface Told {
  /** E.g. "create AR-20 identity.new". */
  readonly decision: string;
  readonly sentence: string;
  readonly remedy?: string;
  /** E.g. "AR-31 owner.kept". */
  readonly notes: readonly string[];
  /** The sentences of the notes. */
  readonly told: readonly string[];
  readonly relocation?: Relocation;
}

/** The verdict about each object, by its reference. */
export function decide(given: Import): Record<string, Told> {
  const objects = numbered(given.archive);
  return Object.fromEntries(
    [...plan(given).verdicts].map(verdict => {
      const { seq, action, rule, reason, facts, notes = [] } = verdict;
      const { relocation } = verdict;
      return [
        objects[seq - 1].ref,
        {
          decision: `${action} ${rule} ${reason}`,
          ...explain(reason, facts),
          notes: notes.map(note => `${note.rule} ${note.reason}`),
          told: notes.map(note => explain(note.reason, note.facts).sentence),
          ...(relocation && { relocation }),
        },
      ];
    }),
  );
}

/** The verdict about the first object of an archive. */
export function decideFirst(given: Import): Told {
  return decide(given)[given.archive[0].ref];
}

/** The decision about each object, by its reference. */
export function decisions(given: Import): Record<string, string> {
  return Object.fromEntries(
    Object.entries(decide(given)).map(([ref, { decision }]) => [ref, decision]),
  );
}
