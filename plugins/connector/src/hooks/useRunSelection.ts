import { useState } from 'react';
import type { RunSummary } from '@backstage-connector/plugin-connector-common';

/** The runs that are selected to be compared: two at most. */
export interface RunSelection {
  readonly selected: readonly RunSummary[];
  toggle(run: RunSummary): void;
  clear(): void;
}

/** Selects runs, also over several pages; of three the first is let go. */
export function useRunSelection(): RunSelection {
  const [selected, setSelected] = useState<readonly RunSummary[]>([]);
  return {
    selected,
    toggle: run =>
      setSelected(previous =>
        previous.some(({ id }) => id === run.id)
          ? previous.filter(({ id }) => id !== run.id)
          : [...previous, run].slice(-2),
      ),
    clear: () => setSelected([]),
  };
}
