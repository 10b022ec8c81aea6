import { useState } from 'react';

/**
 * The place in a list that is read by cursors, newest page first. Other filters
 * (another `key`) begin at the first page.
 */
export function usePages(key: string) {
  const [place, setPlace] = useState<{ key: string; cursors: string[] }>({
    key,
    cursors: [],
  });
  const cursors = place.key === key ? place.cursors : [];
  return {
    cursor: cursors.at(-1),
    next: (nextCursor: string | undefined) =>
      nextCursor === undefined
        ? undefined
        : () => setPlace({ key, cursors: [...cursors, nextCursor] }),
    previous:
      cursors.length === 0
        ? undefined
        : () => setPlace({ key, cursors: cursors.slice(0, -1) }),
  };
}
