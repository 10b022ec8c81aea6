import { useCallback, useEffect, useRef, useState } from 'react';
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
  /** Tells one list from another, of other filters. */
  readonly name: string;
  readonly items: readonly ArchiveObject[];
  readonly total: number;
  readonly more?: () => void;
  /** Reading on has failed; `more` tries again. */
  readonly failed: boolean;
}

const PAGE = 500;
/** The most that the server gives at a time. */
const LARGEST_PAGE = 1_000;

/** What is read of a list, which is told by its first page. */
interface ReadPages {
  readonly first: object;
  readonly items: readonly ArchiveObject[];
  readonly cursor?: string;
  readonly failed: boolean;
}

/**
 * The objects of an archive, read page by page as one looks at them. While the
 * list of other filters is read, the one before stays: it is `outdated`.
 */
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
  const [pages, setPages] = useState<ReadPages>();

  // Those of other filters, or of an earlier reading, are not of this list.
  const pagesOf = ({ items, nextCursor }: FirstPage): ReadPages =>
    pages?.first === items
      ? pages
      : { first: items, items, cursor: nextCursor, failed: false };
  const viewOf = (firstPage: FirstPage): ReadObjects => {
    const known = pagesOf(firstPage);
    const { items, cursor, failed } = known;
    const more = async () => {
      if (reading.current === known.first) return;
      reading.current = known.first;
      const page = await attempt(() => read({ limit: PAGE, cursor }));
      if (reading.current !== known.first) return;
      reading.current = undefined;
      setPages(
        page
          ? {
              ...known,
              items: [...items, ...page.items],
              cursor: page.nextCursor,
              failed: false,
            }
          : { ...known, failed: true },
      );
    };
    return {
      name: JSON.stringify([kind, namespace, topLevel, text]),
      items,
      total: firstPage.total,
      failed,
      ...(cursor !== undefined && { more }),
    };
  };
  const objects: Loaded<ReadObjects> =
    first.status === 'ready' ? { ...first, value: viewOf(first.value) } : first;
  const latest = useRef(objects);
  useEffect(() => {
    if (objects.status !== 'loading') latest.current = objects;
  });
  const outdated =
    objects.status === 'loading' && latest.current.status === 'ready';

  /** Of all objects that match the filters and are valid, the numbers. */
  const allSeqs = async (onCount: (count: number) => void) => {
    const seqs: number[] = [];
    const take = (items: readonly ArchiveObject[]) => {
      for (const { seq, invalid } of items) {
        if (invalid === undefined) seqs.push(seq);
      }
      onCount(seqs.length);
    };
    const known =
      first.status === 'ready'
        ? pagesOf(first.value)
        : pagesOf(await read({ limit: PAGE }));
    take(known.items);
    for (let { cursor } = known; cursor !== undefined; ) {
      const page = await read({ limit: LARGEST_PAGE, cursor });
      take(page.items);
      cursor = page.nextCursor;
    }
    return seqs;
  };
  return { objects: outdated ? latest.current : objects, outdated, allSeqs };
}

interface FirstPage {
  readonly items: ArchiveObject[];
  readonly total: number;
  readonly nextCursor?: string;
}
