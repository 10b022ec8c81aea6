import type { Here, Link, SettledSubject, Step, Taken } from '../rule';
import { isGroup } from '../sorts';

/** AR-36: users and groups that are mapped, wherever they are referred to. */
export const referencesMapped: Step = {
  id: 'AR-36',
  reason: 'references.mapped',
  when: 'refers to a user or group that is mapped',
  take: subject =>
    redirected(
      subject,
      (link, here) => here.by === 'mapping' && here.ref !== link.reference.ref,
    ),
};

/** AR-20: the same object under another reference. */
export const referencesRenamed: Step = {
  id: 'AR-20',
  reason: 'references.renamed',
  when: 'refers to an object that has another reference here',
  take: subject =>
    redirected(
      subject,
      (link, here) =>
        here.by !== 'mapping' &&
        !isByName(link) &&
        here.ref !== link.reference.ref,
    ),
};

/** AR-25: a name is enough, but a person should know. */
export const referencesByName: Step = {
  id: 'AR-25',
  reason: 'references.by-name',
  when: 'refers to a name that is here under another UUID',
  take: subject =>
    redirected(subject, link => isByName(link) && !isStranger(subject, link)),
};

/** AR-41: a user who is somebody else here is no member of an imported group. */
export const membersDropped: Step = {
  id: 'AR-41',
  reason: 'members.dropped',
  when: 'is a group with a member whose reference is here under another UUID',
  take: subject => {
    if (!isGroup(subject.object)) {
      return undefined;
    }
    const refs = subject.links
      .filter(link => isStranger(subject, link))
      .map(({ reference }) => reference.ref);
    return refs.length === 0
      ? undefined
      : {
          facts: { members: listed(refs) },
          relocation: { droppedMembers: refs },
        };
  },
};

function redirected(
  { links }: SettledSubject,
  counts: (link: Link, here: Here) => boolean,
): Taken | undefined {
  const redirections: Record<string, string> = {};
  const changes: string[] = [];
  for (const link of links) {
    const { here, reference } = link;
    if (here && counts(link, here)) {
      const { path, ref } = reference;
      const isOther = here.ref !== ref;
      changes.push(`${path} (${ref}${isOther ? `, here ${here.ref}` : ''})`);
      if (isOther) {
        redirections[path] = here.ref;
      }
    }
  }
  return changes.length === 0
    ? undefined
    : {
        facts: { references: listed(changes) },
        relocation: { references: redirections },
      };
}

function isByName({ reference, here }: Link): boolean {
  return here?.by === 'name' && reference.uid !== undefined;
}

/** Somebody else has the name of a member here. */
function isStranger({ object, basis }: SettledSubject, link: Link): boolean {
  const { path, ref, uid } = link.reference;
  return (
    isByName(link) &&
    isGroup(object) &&
    path.startsWith('spec.members') &&
    basis.byRef(ref)?.uid !== uid
  );
}

/** Three at most, for a sentence. */
function listed(items: readonly string[]): string {
  const more = items.length - 3;
  return more > 0
    ? `${items.slice(0, 3).join(', ')} and ${more} more`
    : items.join(', ');
}
