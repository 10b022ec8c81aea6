import { useCallback, useState } from 'react';
import type {
  PlannedStart,
  ScheduleDefinition,
} from '@backstage-connector/plugin-connector-common';
import { useApi } from '@backstage/core-plugin-api';
import useDebounce from 'react-use/esm/useDebounce';
import { connectorApiRef } from '../api';
import { refusedSchedule, type ScheduleProblems } from '../schedule/problems';
import { useLoaded } from './useLoaded';

const TYPING_MS = 400;

/** The next runs of a schedule as it is edited; nothing is saved. */
export function useSchedulePreview(definition: ScheduleDefinition | undefined) {
  const api = useApi(connectorApiRef);
  const asked = JSON.stringify(definition);
  const [settled, setSettled] = useState(asked);
  useDebounce(() => setSettled(asked), TYPING_MS, [asked]);
  const state = useLoaded(
    useCallback(
      async (signal): Promise<readonly PlannedStart[]> => {
        if (!settled) return [];
        const { items } = await api.previewSchedule(
          { body: JSON.parse(settled) },
          { signal },
        );
        return items;
      },
      [api, settled],
    ),
  );
  const problems: ScheduleProblems =
    state.status === 'failed' && settled === asked
      ? refusedSchedule(state.error)
      : {};
  return { state, problems };
}
