import { useState } from 'react';
import type {
  Connection,
  Schedule,
} from '@backstage-connector/plugin-connector-common';
import { useApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import { DateTime } from 'luxon';
import { connectorApiRef } from '../api';
import {
  readDraft,
  scheduleDraft,
  type ScheduleDraft,
} from '../schedule/draft';
import { refusedSchedule, type ScheduleProblems } from '../schedule/problems';
import { useSchedulePreview } from './useSchedulePreview';
import { useT } from './useT';

/** What came of the last answer of the server. */
export type ScheduleOutcome =
  | { readonly kind: 'none' | 'saved' | 'deleted' }
  | { readonly kind: 'refused'; problems: ScheduleProblems }
  /** `theirs` is what is saved now; undefined when it has been deleted. */
  | { readonly kind: 'conflict'; theirs: Schedule | undefined };

/** A schedule that is edited, saved and deleted, and never lost silently. */
export function useScheduleForm(options: {
  connection: Connection;
  /** Undefined while the connection has none. */
  initial: Schedule | undefined;
  onChanged: () => void;
}) {
  const { connection, initial, onChanged } = options;
  const params = { id: connection.id };
  const api = useApi(connectorApiRef);
  const t = useT();
  const [saved, setSaved] = useState(initial);
  const [draft, setDraft] = useState(() => draftOf(initial));
  const [outcome, setOutcome] = useState<ScheduleOutcome>({ kind: 'none' });
  const [busy, setBusy] = useState(false);
  const { definition, problems } = readDraft(draft, t);
  const preview = useSchedulePreview(definition);

  const ask = async (question: () => Promise<ScheduleOutcome>) => {
    setBusy(true);
    try {
      setOutcome(await question());
      onChanged();
    } catch (error) {
      const conflict = ResponseError.is(error) && error.statusCode === 409;
      setOutcome(
        conflict
          ? await conflictOf(() => api.getSchedule({ params }))
          : { kind: 'refused', problems: refusedSchedule(error) },
      );
    } finally {
      setBusy(false);
    }
  };
  const saveOver = (version: number | undefined) =>
    definition &&
    ask(async () => {
      const body = { ...definition, ...(version && { version }) };
      setSaved(await api.putSchedule({ params, body }));
      return { kind: 'saved' };
    });
  const remove = ({ version }: Schedule) =>
    ask(async () => {
      await api.deleteSchedule({ params, query: { version } });
      return { kind: 'deleted' };
    });

  return {
    draft,
    saved,
    outcome,
    busy,
    preview: definition && preview.state,
    problems: {
      ...preview.problems,
      ...(outcome.kind === 'refused' && outcome.problems),
      ...problems,
    },
    change(changed: Partial<ScheduleDraft>) {
      setOutcome({ kind: 'none' });
      setDraft(previous => ({ ...previous, ...changed }));
    },
    save: () => saveOver(saved?.version),
    /** Saves what is typed here over what someone else has saved. */
    keepMine: (theirs: Schedule | undefined) => saveOver(theirs?.version),
    loadTheirs(theirs: Schedule | undefined) {
      setSaved(theirs);
      setDraft(draftOf(theirs));
      setOutcome({ kind: 'none' });
    },
    remove: saved && (() => remove(saved)),
  };
}

function draftOf(saved: Schedule | undefined): ScheduleDraft {
  return scheduleDraft({ saved, now: DateTime.now() });
}

async function conflictOf(
  read: () => Promise<Schedule>,
): Promise<ScheduleOutcome> {
  try {
    return { kind: 'conflict', theirs: await read() };
  } catch (error) {
    return ResponseError.is(error) && error.statusCode === 404
      ? { kind: 'conflict', theirs: undefined }
      : { kind: 'refused', problems: refusedSchedule(error) };
  }
}
