import type { ArchivedReference } from '@backstage-connector/plugin-connector-common';
import { chosenCandidates, principalCandidates } from './here';
import {
  organizationAsked,
  organizationAssigned,
  ownerAsked,
} from './ownership';
import type { Candidates, OpenSubject, SettledSubject, Subject } from './rule';

/** All that an object cannot do without, each by what would meet it. */
export function needsOf(subject: OpenSubject): readonly Candidates[] {
  const needs = [...subject.candidates];
  const owner = ownerAsked(subject);
  const isOwnerNeeded =
    !subject.policy.fallBackToImporter && !ownerIsVoid(subject);
  if (owner !== undefined && isOwnerNeeded) {
    needs.push(principalCandidates(subject, owner));
  }
  const chosen = organizationAssigned(subject);
  if (chosen !== undefined) {
    needs.push(chosenCandidates(subject, chosen));
  }
  const organization = organizationAsked(subject);
  if (organization !== undefined) {
    needs.push(principalCandidates(subject, organization));
  }
  return needs;
}

/** Whether the user who owns it is left out as somebody else (AR-32). */
export function ownerIsVoid(subject: Subject): boolean {
  const owner = ownerAsked(subject);
  const peer =
    owner &&
    ((owner.uid !== undefined && subject.peers.withUid(owner.uid)) ||
      subject.peers.withRef(owner.ref));
  return peer !== undefined && subject.peers.isConflicting(peer);
}

/** The first reference, in the order of the object, that leads to nothing. */
export function firstMissing({
  links,
}: SettledSubject): ArchivedReference | undefined {
  return links.find(({ here }) => here === undefined)?.reference;
}
