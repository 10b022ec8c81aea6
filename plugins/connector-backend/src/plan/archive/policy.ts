import type { ArchivePolicy } from './types';

/** Entity references are compared in lower case. */
export function lowerRef(ref: string): string {
  return ref.toLocaleLowerCase('en-US');
}

/** A policy with its references as the catalog writes them. */
export interface ComparablePolicy extends Omit<ArchivePolicy, 'mapping'> {
  readonly mapping: ReadonlyMap<string, string>;
}

export function comparable(policy: ArchivePolicy): ComparablePolicy {
  const { organization, mapping } = policy;
  return {
    ...policy,
    ...(organization !== undefined && { organization: lowerRef(organization) }),
    mapping: new Map(
      Object.entries(mapping).map(([from, to]) => [
        lowerRef(from),
        lowerRef(to),
      ]),
    ),
  };
}
