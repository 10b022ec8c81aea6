import { useState } from 'react';
import type { Action } from '@backstage-connector/plugin-connector-common';

/** By what decisions are narrowed; empty means all. */
export interface DecisionFilters {
  readonly action: Action | '';
  readonly rule: string;
  readonly reason: string;
}

const all: DecisionFilters = { action: '', rule: '', reason: '' };

export function useDecisionFilters() {
  const [filters, setFilters] = useState(all);
  return {
    filters,
    change: (changes: Partial<DecisionFilters>) =>
      setFilters(previous => ({ ...previous, ...changes })),
    clear: () => setFilters(all),
  };
}

/** The filters of a list of decisions, with the ways to change them. */
export type DecisionFiltering = ReturnType<typeof useDecisionFilters>;
