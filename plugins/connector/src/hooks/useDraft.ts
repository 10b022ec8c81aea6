import { useCallback, useState } from 'react';
import type {
  Connection,
  Technology,
} from '@backstage-connector/plugin-connector-common';
import {
  changed,
  inputOf,
  type Draft,
  type DraftChange,
} from '../wizard/draft';
import { patternProblems } from '../wizard/patternProblems';
import { findProblems, type FormStep, type Problems } from '../wizard/problems';
import { useKeptState } from './useKeptState';
import { useT } from './useT';

/** What the form components of the wizard need. */
export interface DraftForm {
  readonly technology: Technology;
  readonly draft: Draft;
  readonly problems: Problems;
  readonly stored: Connection['secrets'];
  change(change: DraftChange): void;
}

/** A draft that is being entered, with what is wrong in it. */
export function useDraft(options: {
  technology: Technology;
  initial: () => Draft;
  stored?: Connection['secrets'];
}) {
  const { technology, initial, stored = {} } = options;
  const t = useT();
  const [draft, setDraft] = useKeptState('draft', initial);
  const [problems, setProblems] = useState<Problems>({});

  const change = useCallback(
    (wanted: DraftChange) => {
      setDraft(previous => changed(previous, wanted));
      setProblems(previous => withoutChanged(previous, wanted));
    },
    [setDraft],
  );
  const check = (step: FormStep): boolean => {
    const found = findProblems({ step, technology, draft, stored, t });
    setProblems(found);
    return Object.keys(found).length === 0;
  };

  const typed = patternProblems(inputOf(technology, draft), t, true);
  const form: DraftForm = {
    technology,
    draft,
    problems: { ...typed, ...problems },
    stored,
    change,
  };
  // What was saved is stored now; typed values must not be sent a second time.
  const forgetSecrets = () =>
    setDraft(previous => ({ ...previous, secrets: {} }));
  const replace = (other: Draft) => {
    setDraft(other);
    setProblems({});
  };
  return { form, check, setProblems, forgetSecrets, replace };
}

// A problem goes as soon as its input is changed.
function withoutChanged(problems: Problems, change: DraftChange): Problems {
  const touched = Object.entries(change).flatMap(([part, value]) =>
    typeof value === 'object'
      ? Object.keys(value).map(name => `${part}.${name}`)
      : [part],
  );
  return Object.fromEntries(
    Object.entries(problems).filter(
      ([path]) =>
        path !== '' &&
        !touched.some(t => path === t || path.startsWith(`${t}.`)),
    ),
  );
}
