import type { ArchivedPrincipal } from '@backstage-connector/plugin-connector-common';
import type {
  Candidates,
  Here,
  OpenSubject,
  SettledSubject,
  Subject,
} from './rule';
import type { ArchiveBasis, ArchivedObject, TargetObject } from './types';

type Around = Pick<Subject, 'policy' | 'basis' | 'peers'>;

/** Looks up where the references of an object may lead to. */
export function opened(subject: Subject): OpenSubject {
  return {
    ...subject,
    candidates: subject.object.references.map(reference =>
      referenceCandidates(subject, reference),
    ),
  };
}

/** Follows the references of an object, once it is known who arrives. */
export function settled({
  candidates,
  ...subject
}: OpenSubject): SettledSubject {
  return {
    ...subject,
    links: subject.object.references.map((reference, index) => ({
      reference,
      here: hereOf(subject, candidates[index]),
    })),
  };
}

/**
 * What a reference may lead to. Entities refer to each other by name, so a name
 * that is here will do where the UUID is not.
 */
function referenceCandidates(
  around: Around,
  { ref, uid }: ArchivedPrincipal,
): Candidates {
  if (isMapped(around, ref)) {
    return { mapped: mappedTarget(around, ref) ?? null };
  }
  const found = uid === undefined ? {} : uidCandidates(around, ref, uid);
  // As a rule both are one, and another look is spared.
  return {
    ...found,
    namesake: found.peer?.ref === ref ? found.peer : around.peers.withRef(ref),
    holder:
      found.target?.ref === ref
        ? found.target
        : visible(around, around.basis.byRef(ref)),
  };
}

/**
 * What a user or group of the archive may be: mapped by a person (AR-36), or with
 * the same UUID. A name alone is not enough (AR-31, AR-33).
 */
export function principalCandidates(
  around: Around,
  { ref, uid }: ArchivedPrincipal,
): Candidates {
  if (isMapped(around, ref)) {
    return { mapped: mappedTarget(around, ref) ?? null };
  }
  const known = uid ?? around.peers.withRef(ref)?.uid;
  return known === undefined ? {} : uidCandidates(around, ref, known);
}

/** What the group may be that a person chose from those of this catalog (AR-33). */
export function chosenCandidates(around: Around, ref: string): Candidates {
  return {
    namesake: around.peers.withRef(ref),
    holder: visible(around, around.basis.byRef(ref)),
  };
}

export function principalHere(
  around: Around,
  principal: ArchivedPrincipal,
): Here | undefined {
  return hereOf(around, principalCandidates(around, principal));
}

export function chosenHere(around: Around, ref: string): Here | undefined {
  return hereOf(around, chosenCandidates(around, ref));
}

/** Whether it is in this catalog, whoever else arrives. */
export function isHere({ mapped, target, holder }: Candidates): boolean {
  return Boolean(mapped ?? target ?? holder);
}

/** The objects of the import any of which would do, if it arrives. */
export function suppliersOf({
  peer,
  namesake,
}: Candidates): readonly ArchivedObject[] {
  return [peer, peer === namesake ? undefined : namesake].filter(
    object => object !== undefined,
  );
}

/** The user or group that a person said it is, of the same kind. */
export function mappedTarget(
  { policy, basis }: Pick<Around, 'policy' | 'basis'>,
  ref: string,
): TargetObject | undefined {
  const to = policy.mapping.get(ref);
  return to !== undefined && isSameKind(ref, to)
    ? visible({ basis }, basis.byRef(to))
    : undefined;
}

/** Whether two references are to entities of one kind. */
export function isSameKind(one: string, other: string): boolean {
  return one.startsWith(other.slice(0, other.indexOf(':') + 1));
}

/** The entity, unless the importer may not see it. */
export function visible(
  { basis }: { readonly basis: Pick<ArchiveBasis, 'isVisible'> },
  target: TargetObject | undefined,
): TargetObject | undefined {
  return target && basis.isVisible(target.ref) ? target : undefined;
}

function isMapped({ policy }: Around, ref: string): boolean {
  return policy.mapping.size > 0 && policy.mapping.has(ref);
}

function uidCandidates(
  { peers, basis }: Around,
  ref: string,
  uid: string,
): Pick<Candidates, 'peer' | 'target'> {
  const peer = peers.withUid(uid);
  const target = visible({ basis }, basis.byUid(uid));
  return {
    peer: peer && isSameKind(ref, peer.ref) ? peer : undefined,
    target: target && isSameKind(ref, target.ref) ? target : undefined,
  };
}

function hereOf(around: Around, candidates: Candidates): Here | undefined {
  const { mapped, peer, target, namesake, holder } = candidates;
  const { peers } = around;
  if (mapped) {
    return { ref: after(around, mapped), by: 'mapping' };
  }
  if (peer && peers.arrives(peer)) {
    return { ref: peer.ref, by: 'uid' };
  }
  if (target) {
    return { ref: target.ref, by: 'uid' };
  }
  if (namesake && peers.arrives(namesake)) {
    return { ref: namesake.ref, by: 'name' };
  }
  return holder && { ref: after(around, holder), by: 'name' };
}

/** The import may give an entity another reference, which then is meant. */
function after({ peers }: Around, target: TargetObject): string {
  const peer = peers.withUid(target.uid);
  return peer && peers.arrives(peer) ? peer.ref : target.ref;
}
