import { useEffect, useRef, useState } from 'react';
import type {
  ExportRecord,
  ExportReport,
  ExportSelection,
} from '@backstage-connector/plugin-connector-common';
import { useApi } from '@backstage/core-plugin-api';
import { connectorApiRef } from '../api';
import { receiveFile } from '../receiveFile';
import { saveFile } from '../saveFile';
import { useAttempt } from './useAttempt';
import { useKeptState } from './useKeptState';

/** What the export that was asked for last has come to. */
export type ExportOutcome =
  | { readonly state: 'none' }
  | { readonly state: 'previewed'; report: ExportReport }
  | { readonly state: 'downloaded'; record: ExportRecord };

/** What is known of the export that was asked for last. */
export type ExportView =
  | ExportOutcome
  | { readonly state: 'previewing' }
  | { readonly state: 'downloading'; bytes: number };

/** Previews an export and makes it; the file is saved under the name it gets. */
export function useExport(onDownloaded: () => void) {
  const api = useApi(connectorApiRef);
  const { attempt } = useAttempt();
  const controller = useRef<AbortController>();
  const [active, setActive] = useState<ExportView>();
  const [outcome, setOutcome] = useKeptState<ExportOutcome>(
    'export outcome',
    () => ({ state: 'none' }),
  );

  // Who leaves the page does not want the file any more.
  useEffect(() => () => controller.current?.abort(), []);

  const run = async (
    begin: ExportView,
    action: (signal: AbortSignal) => Promise<ExportOutcome>,
  ) => {
    controller.current?.abort();
    const { signal } = (controller.current = new AbortController());
    setActive(begin);
    const end = await attempt(async () => {
      try {
        return await action(signal);
      } catch (error) {
        if (signal.aborted) return undefined;
        throw error;
      }
    });
    // Another one may have begun.
    if (controller.current.signal === signal) {
      setActive(undefined);
      if (end) setOutcome(end);
    }
  };
  const preview = (body: ExportSelection) =>
    run({ state: 'previewing' }, async signal => ({
      state: 'previewed',
      report: await api.previewExport({ body }, { signal }),
    }));
  const download = (body: ExportSelection) =>
    run({ state: 'downloading', bytes: 0 }, async signal => {
      const response = await api.downloadExport({ body }, { signal });
      const file = await receiveFile(response, bytes =>
        setActive({ state: 'downloading', bytes }),
      );
      saveFile(file.fileName, file.content);
      const id = response.headers.get('X-Export-Id') ?? '';
      const record = await api.getExport({ params: { id } }, { signal });
      onDownloaded();
      return { state: 'downloaded', record };
    });
  return {
    view: active ?? outcome,
    preview,
    download,
    cancel: () => controller.current?.abort(),
    /** What was shown is of another selection now. */
    forget: () => {
      controller.current?.abort();
      setOutcome({ state: 'none' });
    },
  };
}
