import { useEffect, useRef, useState } from 'react';
import type { Archive } from '@backstage-connector/plugin-connector-common';
import { useApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import { connectorApiRef } from '../api';
import { errorMessage } from '../errorMessage';
import { useKeptState } from './useKeptState';
import { useT } from './useT';

/** An archive on its way to the server, which reads it once it has all of it. */
export type Upload =
  | {
      readonly state: 'sending';
      name: string;
      bytes: number;
      /** Of the bytes; unknown where the client cannot tell. */
      sent?: number;
    }
  | { readonly state: 'reading'; name: string };

type Refusal =
  | { readonly state: 'none' }
  | { readonly state: 'refused'; name: string; reason: string };

/** An archive on its way, or why the server does not take it. */
export type UploadView = Upload | Refusal;

/** Sends an archive to the server, which reads it completely or refuses it. */
export function useUpload(onRead: (archive: Archive) => void) {
  const api = useApi(connectorApiRef);
  const t = useT();
  const controller = useRef<AbortController>();
  const [active, setActive] = useState<Upload>();
  const [refusal, setRefusal] = useKeptState<Refusal>('refusal', () => ({
    state: 'none',
  }));

  useEffect(() => () => controller.current?.abort(), []);

  const take = async (
    begin: Upload,
    send: (signal: AbortSignal) => Promise<Archive>,
  ) => {
    controller.current?.abort();
    const { signal } = (controller.current = new AbortController());
    setActive(begin);
    setRefusal({ state: 'none' });
    try {
      const archive = await send(signal);
      if (!signal.aborted) onRead(archive);
    } catch (error) {
      if (signal.aborted) return;
      setActive(undefined);
      setRefusal({
        state: 'refused',
        name: begin.name,
        reason: ResponseError.is(error)
          ? errorMessage(error)
          : t('archiveImport.upload.lost', { message: errorMessage(error) }),
      });
    }
  };
  const upload = (file: File) => {
    const { name, size: bytes } = file;
    return take({ state: 'sending', name, bytes }, signal =>
      api.uploadArchive(
        { query: { fileName: name }, body: file },
        {
          signal,
          onSent: sent =>
            signal.aborted ||
            setActive(
              sent < bytes
                ? { state: 'sending', name, bytes, sent }
                : { state: 'reading', name },
            ),
        },
      ),
    );
  };
  return {
    view: active ?? refusal,
    upload,
    fetchFrom: (url: string) =>
      take({ state: 'reading', name: url }, signal =>
        api.fetchArchive({ body: { url } }, { signal }),
      ),
    cancel: () => {
      controller.current?.abort();
      setActive(undefined);
    },
  };
}
