import type { ArchivePrincipalMatch } from '@backstage-connector/plugin-connector-common';
import { parseEntityRef } from '@backstage/catalog-model';

/** A user or group that an archive names. */
export interface Principal {
  readonly kind: ArchivePrincipalMatch['kind'];
  readonly ref: string;
  /** Known when the archive has the user itself. */
  readonly email?: string;
  readonly name?: string;
}

/** A user or group of this portal. */
export type Candidate = Principal;

type Suggestion = ArchivePrincipalMatch['suggestions'][number];

/** The most that are shown for one. */
const SUGGESTIONS = 5;

/**
 * Who may be meant, the surest first: the same e-mail address, the same
 * reference, the same name.
 */
export function suggest(
  principal: Principal,
  candidates: readonly Candidate[],
): Suggestion[] {
  const tests: [Suggestion['by'], (candidate: Candidate) => boolean][] = [
    ['e-mail', it => equal(it.email, principal.email)],
    ['reference', it => it.ref === principal.ref],
    [
      'name',
      it =>
        equal(it.name, principal.name) ||
        parseEntityRef(it.ref).name === parseEntityRef(principal.ref).name,
    ],
  ];
  const ofKind = candidates.filter(({ kind }) => kind === principal.kind);
  const found = new Map<string, Suggestion>();
  for (const [by, test] of tests) {
    for (const { ref, name } of ofKind.filter(test)) {
      if (!found.has(ref)) {
        found.set(ref, { ref, title: name ?? parseEntityRef(ref).name, by });
      }
    }
  }
  return [...found.values()].slice(0, SUGGESTIONS);
}

function equal(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one.toLowerCase() === other?.toLowerCase();
}
