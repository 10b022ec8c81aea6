import { useMemo } from 'react';
import {
  occurrenceOutcomeCodes,
  runKinds,
  runStates,
  runTriggers,
  type OccurrenceOutcome,
  type RunKind,
  type RunState,
  type RunTrigger,
} from '@backstage-connector/plugin-connector-common';
import { DateTime } from 'luxon';
import { useSearchParams } from 'react-router-dom';

/** By what the monitor is narrowed; empty means all. */
export interface RunFilters {
  readonly connection: string;
  readonly state: RunState | '';
  readonly kind: RunKind | '';
  readonly trigger: RunTrigger | '';
  /** The first day, in the viewer's zone: 2026-11-20. */
  readonly from: string;
  /** The last day, in the viewer's zone. */
  readonly to: string;
}

const states = Object.keys(runStates) as RunState[];

/** The filters of the runs, kept in the URL. What it has wrong is left out. */
export function useRunFilters() {
  const [params, setParams] = useSearchParams();
  const asked = params.toString();
  const filters = useMemo((): RunFilters => {
    const given = new URLSearchParams(asked);
    const day = (name: string) => {
      const text = given.get(name) ?? '';
      return isDay(text) ? text : '';
    };
    return {
      connection: given.get('connection') ?? '',
      state: oneOf(states, given.get('state')),
      kind: oneOf(runKinds, given.get('kind')),
      trigger: oneOf(runTriggers, given.get('trigger')),
      from: day('from'),
      to: day('to'),
    };
  }, [asked]);
  const change = (changes: Partial<RunFilters>) =>
    setParams(
      previous => {
        for (const [name, value] of Object.entries(changes)) {
          if (value) previous.set(name, value);
          else previous.delete(name);
        }
        return previous;
      },
      { replace: true },
    );
  return { filters, change };
}

/** What became of the starts to be listed, kept in the URL like the filters. */
export function useOutcomeFilter() {
  const [params, setParams] = useSearchParams();
  const outcome: OccurrenceOutcome | '' = oneOf(
    occurrenceOutcomeCodes,
    params.get('outcome'),
  );
  const change = (value: OccurrenceOutcome | '') =>
    setParams(
      previous => {
        if (value) previous.set('outcome', value);
        else previous.delete('outcome');
        return previous;
      },
      { replace: true },
    );
  return { outcome, change };
}

/** The instants that the days of the filters begin and end at. */
export function timeOf(filters: Partial<RunFilters>): {
  from?: string;
  to?: string;
} {
  const { from, to } = filters;
  const startOf = (day: string, later: number) =>
    DateTime.fromISO(day).plus({ days: later }).toJSDate().toISOString();
  return {
    ...(from && { from: startOf(from, 0) }),
    ...(to && { to: startOf(to, 1) }),
  };
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && DateTime.fromISO(text).isValid;
}

function oneOf<T extends string>(
  values: readonly T[],
  given: string | null,
): T | '' {
  return values.find(value => value === given) ?? '';
}
