import type {
  ArchiveSelection,
  Note,
} from '@backstage-connector/plugin-connector-common';
import { loseUnmet } from './arrivals';
import { ImportedObjects } from './ImportedObjects';
import { opened, settled } from './here';
import { comparable } from './policy';
import { relocationOf, type Relocated } from './relocation';
import type {
  ArchiveRule,
  Facts,
  OpenSubject,
  SettledSubject,
  Subject,
} from './rule';
import { needRules, ownRules } from './rules';
import { userConflicting } from './rules/users';
import { selectObjects, type NeededBy } from './selectObjects';
import { summarizeVerdicts } from './summarizeVerdicts';
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
  const { neededBy } = selected;
  const verdicts: Verdict[] = [];
  const open: OpenSubject[] = [];
  for (const subject of peers.subjects()) {
    const answer = firstAnswer(ownRules, subject);
    if (answer === undefined) {
      open.push(opened(subject));
    } else {
      verdicts.push(verdictOf(answer, neededBy));
      peers.lose(subject.object, {
        conflicting: answer.rule.reason === userConflicting.reason,
      });
    }
  }
  loseUnmet(open, peers);
  for (let subject = open.pop(); subject; subject = open.pop()) {
    verdicts.push(lastVerdict(settled(subject), neededBy));
  }
  verdicts.sort((one, other) => one.seq - other.seq);
  return { verdicts, ...summarizeVerdicts(verdicts, selected.objects, given) };
}

/** What a rule says of an object. */
interface Answered {
  readonly object: ArchivedObject;
  readonly rule: Pick<ArchiveRule, 'id' | 'action' | 'reason'>;
  readonly facts: Facts;
}

function firstAnswer<S extends Subject>(
  rules: readonly ArchiveRule<S>[],
  subject: S,
): Answered | undefined {
  for (const rule of rules) {
    const facts = rule.applies(subject);
    if (facts !== undefined) {
      return { object: subject.object, rule, facts };
    }
  }
  return undefined;
}

function lastVerdict(subject: SettledSubject, neededBy: NeededBy): Verdict {
  const answer = firstAnswer(needRules, subject);
  if (answer === undefined) {
    throw new TypeError(`No rule answers for ${subject.object.ref}`);
  }
  const { action } = answer.rule;
  return action === 'create' || action === 'replace'
    ? verdictOf(answer, neededBy, relocationOf(subject))
    : verdictOf(answer, neededBy);
}

function verdictOf(
  { object, rule, facts }: Answered,
  neededBy: NeededBy,
  relocated?: Relocated,
): Verdict {
  const notes = [...takenAlong(object, neededBy), ...(relocated?.notes ?? [])];
  return {
    seq: object.seq,
    action: rule.action,
    rule: rule.id,
    reason: rule.reason,
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
