import type { LedgerEntry, UnseenObject } from './types';

/** What a run did not read, and therefore says nothing of. */
export interface UnreadScopes {
  /** URNs of scopes that could not be listed, with their names for a sentence. */
  readonly notObserved: ReadonlyMap<string, string>;
  /** URNs of what the connection's patterns leave out. */
  readonly outOfScope: ReadonlySet<string>;
}

/**
 * Why a run that read all it could did not see an object (OC-52). What lies in an
 * unread scope is not absent; the nearest such scope answers.
 */
export function classifyUnseen(
  entry: LedgerEntry,
  { notObserved, outOfScope }: UnreadScopes,
): UnseenObject {
  for (const urn of selfAndAncestors(entry.urn)) {
    const scope = notObserved.get(urn);
    if (scope !== undefined) {
      return { entry, cause: { kind: 'not-observed', scope } };
    }
    if (outOfScope.has(urn)) {
      return { entry, cause: { kind: 'out-of-scope' } };
    }
  }
  return { entry, cause: { kind: 'absent' } };
}

// As isWithin of the common package defines it, but without a look at every
// unread scope for every object.
function* selfAndAncestors(urn: string): Generator<string> {
  for (let end = urn.length; end > 0; end = urn.lastIndexOf('/', end - 1)) {
    yield urn.slice(0, end);
  }
}
