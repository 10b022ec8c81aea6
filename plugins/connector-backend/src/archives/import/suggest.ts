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

/** Finds out who may be meant; candidates are many, and so are those who ask. */
export type Suggest = (principal: Principal) => Suggestion[];

/**
 * Who may be meant, the surest first: the same e-mail address, the same
 * reference, the same name.
 */
export function createSuggest(candidates: readonly Candidate[]): Suggest {
  const index = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    for (const key of new Set(keysOf(candidate).map(({ key: it }) => it))) {
      const sharing = index.get(key);
      if (sharing) {
        sharing.push(candidate);
      } else {
        index.set(key, [candidate]);
      }
    }
  }
  return principal => {
    const found = new Map<string, Suggestion>();
    for (const { by, key } of keysOf(principal)) {
      for (const { ref, name } of index.get(key) ?? []) {
        if (found.size === SUGGESTIONS) {
          return [...found.values()];
        }
        if (!found.has(ref)) {
          found.set(ref, { ref, title: name ?? parseEntityRef(ref).name, by });
        }
      }
    }
    return [...found.values()];
  };
}

/** What two of them share who may be the same, the surest first. */
function keysOf({
  kind,
  ref,
  email,
  name,
}: Principal): { by: Suggestion['by']; key: string }[] {
  const key = (by: Suggestion['by'], field: string, text: string) => ({
    by,
    key: JSON.stringify([kind, field, text.toLowerCase()]),
  });
  return [
    ...(email === undefined ? [] : [key('e-mail', 'e-mail', email)]),
    key('reference', 'ref', ref),
    ...(name === undefined ? [] : [key('name', 'title', name)]),
    key('name', 'name', parseEntityRef(ref).name),
  ];
}
