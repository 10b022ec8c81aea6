import type { Note } from '@backstage-connector/plugin-connector-common';
import type { SettledSubject } from './rule';
import { questions } from './steps';
import type { Relocation } from './types';

/** How an object has to change to fit in here, and why. */
export interface Relocated {
  readonly relocation: Relocation;
  readonly notes: readonly Note[];
}

/** Asks all questions about an object that is created or replaces. */
export function relocationOf(subject: SettledSubject): Relocated {
  const notes: Note[] = [];
  let relocation: Relocation = {};
  for (const { steps } of questions) {
    for (const { id, reason, take } of steps) {
      const taken = take(subject);
      if (taken) {
        const { facts } = taken;
        notes.push({ rule: id, reason, ...(facts && { facts }) });
        relocation = merged(relocation, taken.relocation);
        break;
      }
    }
  }
  return { relocation, notes };
}

function merged(
  one: Relocation,
  { references = {}, ...other }: Relocation = {},
): Relocation {
  return {
    ...one,
    ...other,
    ...(Object.keys(references).length > 0 && {
      references: { ...one.references, ...references },
    }),
  };
}
