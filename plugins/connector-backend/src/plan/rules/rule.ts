import type { Entity } from '@backstage/catalog-model';
import type { Basis, Because, Decision, Policy, Rule, Subject } from '../types';

export type MappedSubject = Extract<Subject, { kind: 'mapped' }>;
export type UnseenSubject = Extract<Subject, { kind: 'unseen' }>;

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** What a rule itself has to say; the rest of a decision is the same for all. */
export type Ruling = Without<Decision, 'uid' | 'ref' | 'urn' | 'rule'>;

type Ask<S> = (subject: S, policy: Policy, basis: Basis) => Ruling | undefined;

/** A rule on objects that the source has. */
export function mappedRule(name: string, ask: Ask<MappedSubject>): Rule {
  return (subject, policy, basis) =>
    subject.kind === 'mapped'
      ? decision(name, subject, ask(subject, policy, basis))
      : undefined;
}

/** A rule on objects of the ledger that the run did not see. */
export function unseenRule(name: string, ask: Ask<UnseenSubject>): Rule {
  return (subject, policy, basis) =>
    subject.kind === 'unseen'
      ? decision(name, subject.entry, ask(subject, policy, basis))
      : undefined;
}

/** The entity the ledger holds of an object it knows. */
export function beforeOf(
  { uid, ref }: Pick<Because, 'uid' | 'ref'>,
  basis: Basis,
): Entity {
  const before = basis.before(uid);
  if (before === undefined) {
    throw new Error(`The basis was read without the entity of ${ref}`);
  }
  return before;
}

function decision(
  rule: string,
  { uid, ref, urn }: Pick<Because, 'uid' | 'ref' | 'urn'>,
  ruling: Ruling | undefined,
): Decision | undefined {
  return ruling && { uid, ref, urn, rule, ...ruling };
}
