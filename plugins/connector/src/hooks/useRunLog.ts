import { useCallback, useEffect, useState } from 'react';
import {
  logLevels,
  type LogLevel,
  type RunLogEntry,
} from '@backstage-connector/plugin-connector-common';
import { toError } from '@backstage/errors';
import { useApi } from '@backstage/core-plugin-api';
import { connectorApiRef } from '../api';

const POLL_MS = 1_000;
const PAGE = 1_000;
/** Of a log that grows, so many of the last lines are kept. */
const KEPT = 5_000;

/** A part of a log: a million lines are never read at once. */
export interface RunLog {
  /** Before the first answer. */
  readonly loading: boolean;
  readonly entries: readonly RunLogEntry[];
  readonly ended: boolean;
  /** Lines come after these that are not read. */
  readonly cut: boolean;
  readonly problem?: Error;
}

const nothing: RunLog = {
  loading: true,
  entries: [],
  ended: false,
  cut: false,
};

/**
 * Reads a log from the least level on. Without a first line, its end, line by
 * line as it grows; else one page from there.
 */
export function useRunLog(
  runId: string,
  least: LogLevel,
  first: number | undefined,
): RunLog {
  const api = useApi(connectorApiRef);
  const [log, setLog] = useState(nothing);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let after = first === undefined ? undefined : first - 1;
    setLog(nothing);
    const read = async () => {
      try {
        const { items, ended } = await api.readRunLog(
          {
            params: { id: runId },
            query: {
              ...(after === undefined ? { take: 'latest' } : { after }),
              limit: PAGE,
              level: levelsFrom(least),
            },
          },
          { signal },
        );
        if (signal.aborted) return;
        const cut = after !== undefined && items.length === PAGE;
        after = items.at(-1)?.seq ?? after ?? 0;
        setLog(({ entries }) => ({
          loading: false,
          entries: items.length ? [...entries, ...items].slice(-KEPT) : entries,
          ended,
          cut: cut && first !== undefined,
        }));
        if (ended || (cut && first !== undefined)) return;
        timer = setTimeout(read, cut ? 0 : POLL_MS);
      } catch (error) {
        if (signal.aborted) return;
        setLog(previous => ({
          ...previous,
          loading: false,
          problem: toError(error),
        }));
        timer = setTimeout(read, POLL_MS);
      }
    };
    read();
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [api, runId, least, first]);

  return log;
}

/** Finds the first line of the page before a line; undefined: there is none. */
export function useEarlierLines(runId: string, least: LogLevel) {
  const api = useApi(connectorApiRef);
  return useCallback(
    async (before: number) => {
      const { items } = await api.readRunLog({
        params: { id: runId },
        query: {
          before,
          take: 'latest',
          limit: PAGE,
          level: levelsFrom(least),
        },
      });
      return items.at(0)?.seq;
    },
    [api, runId, least],
  );
}

function levelsFrom(least: LogLevel): LogLevel[] {
  return logLevels.slice(logLevels.indexOf(least));
}
