import { useEffect, useRef, useState } from 'react';
import type { Archive } from '@backstage-connector/plugin-connector-common';
import { useApi } from '@backstage/core-plugin-api';
import { connectorApiRef } from '../api';
import { errorMessage } from '../errorMessage';
import { useKeptState } from './useKeptState';

interface Upload {
  readonly state: 'reading';
  readonly name: string;
  readonly bytes?: number;
}

type Refusal =
  | { readonly state: 'none' }
  | { readonly state: 'refused'; name: string; reason: string };

/** An archive on its way to the server, or why the server does not take it. */
export type UploadView = Upload | Refusal;

/** Sends an archive to the server, which reads it completely or refuses it. */
export function useUpload(onRead: (archive: Archive) => void) {
  const api = useApi(connectorApiRef);
  const controller = useRef<AbortController>();
  const [active, setActive] = useState<Upload>();
  const [refusal, setRefusal] = useKeptState<Refusal>('refusal', () => ({
    state: 'none',
  }));

  useEffect(() => () => controller.current?.abort(), []);

  const read = async (
    about: { name: string; bytes?: number },
    send: (signal: AbortSignal) => Promise<Archive>,
  ) => {
    controller.current?.abort();
    const { signal } = (controller.current = new AbortController());
    setActive({ state: 'reading', ...about });
    setRefusal({ state: 'none' });
    try {
      const archive = await send(signal);
      if (!signal.aborted) onRead(archive);
    } catch (error) {
      if (signal.aborted) return;
      setActive(undefined);
      setRefusal({
        state: 'refused',
        name: about.name,
        reason: errorMessage(error),
      });
    }
  };
  return {
    view: active ?? refusal,
    upload: (file: File) =>
      read({ name: file.name, bytes: file.size }, signal =>
        api.uploadArchive(
          { query: { fileName: file.name }, body: file },
          { signal },
        ),
      ),
    fetchFrom: (url: string) =>
      read({ name: url }, signal =>
        api.fetchArchive({ body: { url } }, { signal }),
      ),
    cancel: () => {
      controller.current?.abort();
      setActive(undefined);
    },
  };
}
