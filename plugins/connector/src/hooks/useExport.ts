import { useEffect, useRef, useState } from 'react';
import type {
  ExportRecord,
  ExportReport,
  ExportSelection,
} from '@backstage-connector/plugin-connector-common';
import { useApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import { connectorApiRef } from '../api';
import { errorMessage } from '../errorMessage';
import { receiveFile } from '../receiveFile';
import { saveFile } from '../saveFile';
import { useKeptState } from './useKeptState';
import { useT } from './useT';

/** What the export that was asked for last has come to. */
export type ExportOutcome =
  | { readonly state: 'none' }
  | { readonly state: 'previewed'; report: ExportReport }
  | { readonly state: 'downloaded'; record: ExportRecord }
  | { readonly state: 'failed'; what: ExportFailure; reason: string };

/** What there is not; without a report, the archive is saved all the same. */
type ExportFailure = 'preview' | 'archive' | 'report';

/** What is known of the export that was asked for last. */
export type ExportView =
  | ExportOutcome
  | { readonly state: 'previewing' }
  | { readonly state: 'downloading'; bytes: number };

/** Previews an export and makes it; the file is saved under the name it gets. */
export function useExport(onDownloaded: () => void) {
  const api = useApi(connectorApiRef);
  const t = useT();
  const controller = useRef<AbortController>();
  const [active, setActive] = useState<ExportView>();
  const [outcome, setOutcome] = useKeptState<ExportOutcome>(
    'export outcome',
    () => ({ state: 'none' }),
  );

  // Who leaves the page does not want the file any more.
  useEffect(() => () => controller.current?.abort(), []);

  const failed =
    (what: ExportFailure) =>
    (error: unknown): ExportOutcome => ({
      state: 'failed',
      what,
      reason: ResponseError.is(error)
        ? errorMessage(error)
        : t('export.brokenOff', { message: errorMessage(error) }),
    });
  const run = async (
    what: ExportFailure,
    begin: ExportView,
    action: (signal: AbortSignal) => Promise<ExportOutcome>,
  ) => {
    controller.current?.abort();
    const { signal } = (controller.current = new AbortController());
    setActive(begin);
    const end = await action(signal).catch(failed(what));
    // Another one may have begun.
    if (controller.current.signal === signal) {
      setActive(undefined);
      if (!signal.aborted) setOutcome(end);
    }
  };
  const preview = (body: ExportSelection) =>
    run('preview', { state: 'previewing' }, async signal => ({
      state: 'previewed',
      report: await api.previewExport({ body }, { signal }),
    }));
  const download = (body: ExportSelection) =>
    run('archive', { state: 'downloading', bytes: 0 }, async signal => {
      const response = await api.downloadExport({ body }, { signal });
      const file = await receiveFile(response, bytes =>
        setActive({ state: 'downloading', bytes }),
      );
      saveFile(file.fileName, file.content);
      const id = response.headers.get('X-Export-Id') ?? '';
      onDownloaded();
      return api
        .getExport({ params: { id } }, { signal })
        .then(record => ({ state: 'downloaded', record }), failed('report'));
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
