import { useState } from 'react';
import type {
  Connection,
  Technology,
} from '@backstage-connector/plugin-connector-common';
import { useApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import { connectorApiRef } from '../api';
import { inputOf, type Draft } from '../wizard/draft';
import { refusedInput, type Problems } from '../wizard/problems';
import { useAttempt } from './useAttempt';

/**
 * A draft that was saved, what the server says is wrong with it, or what someone
 * else has saved meanwhile.
 */
export type Saved =
  | { readonly outcome: 'saved'; connection: Connection }
  | { readonly outcome: 'outdated'; theirs: Connection }
  | { readonly outcome: 'refused'; problems: Problems };

/** Saves a draft; testing a connection saves it first (OC-10). */
export function useSaveAndTest(options: {
  technology: Technology;
  connectionId?: string;
}) {
  const { technology, connectionId: id } = options;
  const api = useApi(connectorApiRef);
  const { attempt } = useAttempt();
  const [busy, setBusy] = useState(false);

  const savedSince = async (seen: number, error: unknown) => {
    if (!id || !ResponseError.is(error) || error.statusCode !== 409) {
      return undefined;
    }
    const theirs = await attempt(() => api.getConnection({ params: { id } }));
    return theirs && theirs.version !== seen ? theirs : undefined;
  };
  const save = async (
    draft: Draft,
    { andTest, version = 1 }: { andTest: boolean; version?: number },
  ): Promise<Saved> => {
    setBusy(true);
    try {
      const body = inputOf(technology, draft);
      const connection = id
        ? await api.updateConnection({
            params: { id },
            body: { ...body, version },
          })
        : await api.createConnection({ body });
      if (andTest) {
        await attempt(() => api.startCheck({ params: { id: connection.id } }));
      }
      return { outcome: 'saved', connection };
    } catch (error) {
      const theirs = await savedSince(version, error);
      if (theirs) return { outcome: 'outdated', theirs };
      return { outcome: 'refused', problems: refusedInput(error, technology) };
    } finally {
      setBusy(false);
    }
  };
  return { busy, save };
}
