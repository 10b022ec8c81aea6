import type {
  ArchiveSelection,
  Note,
} from '@backstage-connector/plugin-connector-common';
import { loseUnmet } from './arrivals';
import { ImportedObjects } from './ImportedObjects';
import { opened, settled } from './here';
import { comparable } from './policy';
import { relocationOf } from './relocation';
import type { Answered, ArchiveRule, Subject } from './rule';
import { arrivalRules, needRules, ownRules } from './rules';
import { userConflicting } from './rules/users';
import { selectObjects, type NeededBy } from './selectObjects';
import { summarizeAnswers } from './summarizeAnswers';
import type {
  ArchiveBasis,
  ArchivedObject,
  ArchivePolicy,
  ArchiveVerdicts,
  Verdict,
} from './types';

/**
 * Decides about every object of an import: what is chosen, and what that requires
 * from the archive. The same archive, policy and basis give the same verdicts,
 * whatever the order of the objects.
 */
export function planArchive(
  objects: readonly ArchivedObject[],
  selection: ArchiveSelection,
  policy: ArchivePolicy,
  basis: ArchiveBasis,
): ArchiveVerdicts {
  const given = comparable(policy);
  const selected = selectObjects(objects, selection, given, basis);
  const peers = ImportedObjects.create({
    objects: selected.objects,
    policy: given,
    basis,
  });
  const answers: Answered[] = [];
  const open: Subject[] = [];
  for (const subject of peers.subjects()) {
    const answer = firstAnswer(ownRules, subject);
    if (answer === undefined) {
      open.push(subject);
    } else {
      answers.push(answer);
      peers.lose(subject.object, {
        conflicting: answer.rule.reason === userConflicting.reason,
      });
    }
  }
  loseUnmet(open, peers);
  open.forEach(subject => answers.push(lastAnswer(subject)));
  answers.sort(
    (one, other) => one.subject.object.seq - other.subject.object.seq,
  );
  return {
    // With what they say of notes and relocation they would be large.
    verdicts: {
      *[Symbol.iterator]() {
        for (const answer of answers) {
          yield verdictOf(answer, selected.neededBy);
        }
      },
    },
    ...summarizeAnswers(answers, given),
  };
}

function firstAnswer<S extends Subject>(
  rules: readonly ArchiveRule<S>[],
  subject: S,
): Answered | undefined {
  for (const rule of rules) {
    const facts = rule.applies(subject);
    if (facts !== undefined) {
      return { subject, rule, facts };
    }
  }
  return undefined;
}

function lastAnswer(subject: Subject): Answered {
  const answer = subject.peers.arrives(subject.object)
    ? firstAnswer(arrivalRules, subject)
    : firstAnswer(needRules, settled(opened(subject)));
  if (answer === undefined) {
    throw new TypeError(`No rule answers for ${subject.object.ref}`);
  }
  return answer;
}

function verdictOf(
  { subject, rule, facts }: Answered,
  neededBy: NeededBy,
): Verdict {
  const { object } = subject;
  const { id, action, reason } = rule;
  const relocated =
    action === 'create' || action === 'replace'
      ? relocationOf(settled(opened(subject)))
      : undefined;
  const notes = [...takenAlong(object, neededBy), ...(relocated?.notes ?? [])];
  return {
    seq: object.seq,
    action,
    rule: id,
    reason,
    ...(Object.keys(facts).length > 0 && { facts }),
    ...(notes.length > 0 && { notes }),
    ...(relocated && { relocation: relocated.relocation }),
  };
}

/** AR-25: nobody chose it. */
function takenAlong(object: ArchivedObject, neededBy: NeededBy): Note[] {
  const ref = neededBy.get(object);
  return ref === undefined
    ? []
    : [
        {
          rule: 'AR-25',
          reason: 'references.taken-along',
          facts: { neededBy: ref },
        },
      ];
}
