import { useState } from 'react';
import type {
  Connection,
  RunState,
  Technology,
  TechnologyModule,
} from '@backstage-connector/plugin-connector-common';

/** By what the list of connections is narrowed; empty means all. */
export interface ConnectionFilters {
  readonly text: string;
  readonly technology: string;
  readonly module: TechnologyModule | '';
  readonly state: RunState | 'never-run' | 'disabled' | '';
}

const everything: ConnectionFilters = {
  text: '',
  technology: '',
  module: '',
  state: '',
};

export function useConnectionFilters() {
  const [filters, setFilters] = useState(everything);
  return {
    filters,
    change: (change: Partial<ConnectionFilters>) =>
      setFilters(previous => ({ ...previous, ...change })),
  };
}

/** Whether a connection passes the filters. */
export function passes(
  connection: Connection,
  technology: Technology | undefined,
  filters: ConnectionFilters,
): boolean {
  const text = filters.text.trim().toLocaleLowerCase();
  const words = `${connection.name} ${technology?.title ?? ''}`;
  return (
    words.toLocaleLowerCase().includes(text) &&
    (!filters.technology || connection.technology === filters.technology) &&
    (!filters.module || technology?.module === filters.module) &&
    (!filters.state || stateOf(connection) === filters.state)
  );
}

function stateOf(connection: Connection): ConnectionFilters['state'] {
  if (!connection.enabled) return 'disabled';
  const run = connection.activeRun ?? connection.lastRun;
  return run?.state ?? 'never-run';
}
