import {
  runStates,
  technologyModules,
  type RunState,
  type Technology,
} from '@backstage-connector/plugin-connector-common';
import type { ConnectionFilters as Filters } from '../../hooks/useConnectionFilters';
import { useT } from '../../hooks/useT';
import { FilterBar } from '../FilterBar';
import { FilterSelect } from '../FilterSelect';

/** Search and filters of the list of connections. */
export const ConnectionFilters = (props: {
  technologies: readonly Technology[];
  filters: Filters;
  onChange: (change: Partial<Filters>) => void;
}) => {
  const { technologies, filters, onChange } = props;
  const t = useT();
  const all = t('connections.all');
  const states = Object.keys(runStates) as RunState[];
  return (
    <FilterBar
      search={{
        id: 'connection-search',
        label: t('connections.search'),
        value: filters.text,
        onChange: text => onChange({ text }),
      }}
    >
      <FilterSelect
        label={t('connections.technology')}
        all={all}
        value={filters.technology}
        options={technologies.map(({ id, title }) => ({
          value: id,
          label: title,
        }))}
        onChange={technology => onChange({ technology })}
      />
      <FilterSelect
        label={t('connections.module')}
        all={all}
        value={filters.module}
        options={technologyModules.map(value => ({
          value,
          label: t(`module.${value}`),
        }))}
        onChange={module => onChange({ module })}
      />
      <FilterSelect
        label={t('connections.state')}
        all={all}
        value={filters.state}
        options={[
          { value: 'never-run' as const, label: t('connections.neverRun') },
          ...states.map(value => ({ value, label: t(`run.state.${value}`) })),
          { value: 'disabled' as const, label: t('connections.disabled') },
        ]}
        onChange={state => onChange({ state })}
      />
    </FilterBar>
  );
};
