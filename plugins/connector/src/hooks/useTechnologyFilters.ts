import { useState } from 'react';
import type {
  Technology,
  TechnologyModule,
} from '@backstage-connector/plugin-connector-common';

/** By what the gallery is narrowed; empty means all (OC-4). */
export interface TechnologyFilters {
  readonly text: string;
  readonly connectionType: Technology['connectionType'] | '';
  readonly module: TechnologyModule | '';
}

export function useTechnologyFilters(technologies: readonly Technology[]) {
  const [filters, setFilters] = useState<TechnologyFilters>({
    text: '',
    connectionType: '',
    module: '',
  });
  const text = filters.text.trim().toLocaleLowerCase();
  return {
    filters,
    change: (change: Partial<TechnologyFilters>) =>
      setFilters(previous => ({ ...previous, ...change })),
    shown: technologies.filter(
      ({ title, description, connectionType, module }) =>
        `${title} ${description}`.toLocaleLowerCase().includes(text) &&
        (!filters.connectionType ||
          connectionType === filters.connectionType) &&
        (!filters.module || module === filters.module),
    ),
  };
}
