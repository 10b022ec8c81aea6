import { useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { connectorApiRef } from '../api';
import { logText } from '../logText';
import { saveText } from '../saveText';
import { useAttempt } from './useAttempt';

const PAGE = 5_000;

/**
 * Saves a whole log, of every level, as a file. It is read page by page, each
 * handed to the browser as text at once; the person sees how far it is.
 */
export function useLogDownload(runId: string) {
  const api = useApi(connectorApiRef);
  const { attempt } = useAttempt();
  const controller = useRef<AbortController>();
  const [lines, setLines] = useState<number>();

  // Who leaves the page does not want the file any more.
  useEffect(() => () => controller.current?.abort(), []);

  const read = async (signal: AbortSignal) => {
    const parts: Blob[] = [];
    let after = 0;
    let count = 0;
    for (;;) {
      const { items } = await api.readRunLog(
        { params: { id: runId }, query: { after, limit: PAGE } },
        { signal },
      );
      parts.push(new Blob([`${logText(items, { colour: false })}\n`]));
      after = items.at(-1)?.seq ?? after;
      count += items.length;
      setLines(count);
      if (items.length < PAGE) return parts;
    }
  };
  const download = async () => {
    const { signal } = (controller.current = new AbortController());
    setLines(0);
    await attempt(async () => {
      try {
        saveText(`connector-run-${runId}.log`, await read(signal));
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    });
    setLines(undefined);
  };
  /** `lines`: so many are read by now; undefined while nothing is downloaded. */
  return { lines, download, cancel: () => controller.current?.abort() };
}
