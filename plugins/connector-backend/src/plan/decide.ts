import { rules } from './rules';
import type { Basis, Decision, Policy, Subject } from './types';

/** What becomes of an object: exactly one decision, by the first rule that answers. */
export function decide(
  subject: Subject,
  policy: Policy,
  basis: Basis,
): Decision {
  for (const rule of rules) {
    const decision = rule(subject, policy, basis);
    if (decision !== undefined) {
      return decision;
    }
  }
  throw new TypeError(`No rule answers for a subject that is ${subject.kind}`);
}
