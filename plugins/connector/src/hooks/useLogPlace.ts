import { useState } from 'react';
import { logLevels } from '@backstage-connector/plugin-connector-common';
import { useLocation, useSearchParams } from 'react-router-dom';

/** So many lines follow the one that an address names. */
const AROUND = 5;

/**
 * Where in a log a person is, kept in the URL: `?tab=log&level=warn&first=1001`,
 * and after # the lines the viewer has selected, counted from the first.
 */
export function useLogPlace() {
  const { hash } = useLocation();
  const [params, setParams] = useSearchParams();
  const numbers = (hash.match(/\d+/g) ?? []).map(Number);
  // The viewer always shows the last line. For the selected one to be seen, the
  // text ends shortly after it, until the person goes on.
  const [upTo, setUpTo] = useState(
    numbers.length ? Math.max(...numbers) + AROUND : undefined,
  );
  const first = Number(params.get('first')) || (upTo ? 1 : undefined);
  const level = logLevels.find(it => it === params.get('level')) ?? 'info';

  const go = (to: { level?: string; first?: number }) => {
    setUpTo(undefined);
    setParams(
      {
        tab: 'log',
        ...((to.level ?? level) !== 'info' && { level: to.level ?? level }),
        ...(to.first && { first: String(to.first) }),
      },
      { replace: true },
    );
  };
  return {
    level,
    first,
    /** Only so many lines are shown at first; undefined means all. */
    upTo,
    go,
    showAll: () => setUpTo(undefined),
  };
}

/** The address of the lines that are selected, whatever is read later. */
export function logAddress(level: string, first: number): string {
  const { origin, pathname, hash } = window.location;
  const search = new URLSearchParams({
    tab: 'log',
    ...(level !== 'info' && { level }),
    first: String(first),
  });
  return `${origin}${pathname}?${search}${hash}`;
}
