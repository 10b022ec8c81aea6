import type { ArchiveSelection } from '@backstage-connector/plugin-connector-common';
import { visible } from './here';
import { lowerRef } from './policy';
import type { ArchiveBasis, ArchivedObject, ArchivePolicy } from './types';

/** What is wrong with what a person asks for, and in which field. */
export interface OptionProblem {
  readonly field: string;
  readonly problem: string;
}

/**
 * Finds options and selections that mean nothing here, so that no person wonders
 * about a plan that rejects everything.
 */
export function optionProblems(
  objects: readonly ArchivedObject[],
  selection: ArchiveSelection,
  { organization, mapping }: ArchivePolicy,
  basis: Pick<ArchiveBasis, 'byRef' | 'isVisible'>,
): readonly OptionProblem[] {
  const problems: OptionProblem[] = [];
  const check = (field: string, ref: string, kind: string) => {
    if (!ref.startsWith(`${kind}:`)) {
      problems.push({
        field,
        problem: `"${ref}" is not the reference of a ${kind}; write it in full, like ${kind}:default/name`,
      });
    } else if (!visible({ basis }, basis.byRef(ref))) {
      problems.push({
        field,
        problem: `this catalog has no ${ref}; choose one that it has`,
      });
    }
  };
  if (organization !== undefined) {
    check('options.organization', lowerRef(organization), 'group');
  }
  for (const [from, to] of Object.entries(mapping)) {
    const field = `options.mapping["${from}"]`;
    const [kind] = lowerRef(from).split(':');
    if (kind === 'user' || kind === 'group') {
      check(field, lowerRef(to), kind);
    } else {
      problems.push({ field, problem: 'only users and groups can be mapped' });
    }
  }
  return [...problems, ...unknownObjects(objects, selection)];
}

function unknownObjects(
  objects: readonly ArchivedObject[],
  selection: ArchiveSelection,
): OptionProblem[] {
  const known = new Set(objects.map(({ seq }) => seq));
  const [field, seqs] =
    selection.mode === 'only'
      ? ['selection.seqs', selection.seqs]
      : ['selection.except', selection.except];
  const unknown = seqs.find(seq => !known.has(seq));
  return unknown === undefined
    ? []
    : [{ field, problem: `the archive has no object ${unknown}` }];
}
