import { useCallback, useRef, useState } from 'react';
import type { ArchiveObject } from '@backstage-connector/plugin-connector-common';
import { useApi } from '@backstage/core-plugin-api';
import { connectorApiRef } from '../api';
import { useAttempt } from './useAttempt';
import { useLoaded, type Loaded } from './useLoaded';

/** By what the contents of an archive are narrowed; empty means all. */
export interface ObjectFilters {
  readonly kind: string;
  readonly namespace: string;
  readonly topLevel: 'true' | 'false' | '';
  readonly text: string;
}

/** The objects that are read by now; `more` reads on. */
export interface ReadObjects {
  readonly items: readonly ArchiveObject[];
  readonly total: number;
  readonly more?: () => void;
  /** Reading on has failed; `more` tries again. */
  readonly failed: boolean;
}

const PAGE = 500;
/** The most that the server gives at a time. */
const LARGEST_PAGE = 1_000;

interface FurtherPages {
  readonly of: object;
  readonly items: readonly ArchiveObject[];
  readonly cursor?: string;
  readonly failed: boolean;
}

/** The objects of an archive, read page by page as one looks at them. */
export function useArchiveObjects(
  archiveId: string,
  { kind, namespace, topLevel, text }: ObjectFilters,
) {
  const api = useApi(connectorApiRef);
  const { attempt } = useAttempt();
  /** The first page of the list that is read on. */
  const reading = useRef<object>();
  const read = useCallback(
    (page: { limit: number; cursor?: string }, signal?: AbortSignal) =>
      api.listArchiveObjects(
        {
          params: { id: archiveId },
          query: {
            ...page,
            ...(kind && { kind }),
            ...(namespace && { namespace }),
            ...(topLevel && { topLevel }),
            ...(text && { text }),
          },
        },
        { signal },
      ),
    [api, archiveId, kind, namespace, topLevel, text],
  );
  const first = useLoaded(
    useCallback(signal => read({ limit: PAGE }, signal), [read]),
  );
  const [further, setFurther] = useState<FurtherPages>();

  const viewOf = ({ items, total, nextCursor }: FirstPage): ReadObjects => {
    // Those of other filters, or of an earlier reading, are not of this list.
    const known = further?.of === items ? further : undefined;
    const cursor = known ? known.cursor : nextCursor;
    const before = known?.items ?? [];
    const more = async () => {
      if (reading.current === items) return;
      reading.current = items;
      const page = await attempt(() => read({ limit: PAGE, cursor }));
      if (reading.current !== items) return;
      reading.current = undefined;
      setFurther({
        of: items,
        items: page ? [...before, ...page.items] : before,
        cursor: page ? page.nextCursor : cursor,
        failed: page === undefined,
      });
    };
    return {
      items: known ? [...items, ...before] : items,
      total,
      failed: known?.failed ?? false,
      ...(cursor !== undefined && { more }),
    };
  };
  const objects: Loaded<ReadObjects> =
    first.status === 'ready' ? { ...first, value: viewOf(first.value) } : first;

  /** Of all objects that match the filters and are valid, the numbers. */
  const allSeqs = async (onCount: (count: number) => void) => {
    const seqs: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await read({
        limit: LARGEST_PAGE,
        ...(cursor && { cursor }),
      });
      for (const { seq, invalid } of page.items) {
        if (invalid === undefined) seqs.push(seq);
      }
      onCount(seqs.length);
      cursor = page.nextCursor;
    } while (cursor);
    return seqs;
  };
  return { objects, allSeqs };
}

interface FirstPage {
  readonly items: ArchiveObject[];
  readonly total: number;
  readonly nextCursor?: string;
}
