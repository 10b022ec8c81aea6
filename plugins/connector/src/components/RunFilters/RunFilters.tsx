import {
  runKinds,
  runStates,
  runTriggers,
  type RunState,
} from '@backstage-connector/plugin-connector-common';
import Button from '@material-ui/core/Button';
import { useConnections } from '../../hooks/useConnections';
import type { RunFilters as Filters } from '../../hooks/useRunFilters';
import { useT } from '../../hooks/useT';
import { FilterBar } from '../FilterBar';
import { FilterSelect } from '../FilterSelect';
import { FilterDay } from './FilterDay';

const nothing: Filters = {
  connection: '',
  state: '',
  kind: '',
  trigger: '',
  from: '',
  to: '',
};

/** Connection, state, kind, trigger and days. */
export const RunFilters = (props: {
  filters: Filters;
  onChange: (change: Partial<Filters>) => void;
}) => {
  const { filters, onChange } = props;
  const t = useT();
  const connections = useConnections();
  const known = connections.status === 'ready' ? connections.value : [];
  // A connection that is deleted, or not yet loaded, is still a filter.
  const named = known.some(({ id }) => id === filters.connection)
    ? known
    : [...known, { id: filters.connection, name: filters.connection }];
  const all = t('monitor.all');
  return (
    <FilterBar>
      <FilterSelect
        label={t('monitor.connection')}
        all={all}
        value={filters.connection}
        options={named
          .filter(({ id }) => id)
          .map(({ id, name }) => ({ value: id, label: name }))}
        onChange={connection => onChange({ connection })}
      />
      <FilterSelect
        label={t('monitor.state')}
        all={all}
        value={filters.state}
        options={(Object.keys(runStates) as RunState[]).map(value => ({
          value,
          label: t(`run.state.${value}`),
        }))}
        onChange={state => onChange({ state })}
      />
      <FilterSelect
        label={t('monitor.kind')}
        all={all}
        value={filters.kind}
        options={runKinds.map(value => ({
          value,
          label: t(`run.kind.${value}`),
        }))}
        onChange={kind => onChange({ kind })}
      />
      <FilterSelect
        label={t('monitor.trigger')}
        all={all}
        value={filters.trigger}
        options={runTriggers.map(value => ({
          value,
          label: t(`run.trigger.${value}`),
        }))}
        onChange={trigger => onChange({ trigger })}
      />
      <FilterDay
        label={t('monitor.from')}
        value={filters.from}
        onChange={from => onChange({ from })}
      />
      <FilterDay
        label={t('monitor.to')}
        value={filters.to}
        problem={
          filters.from && filters.to && filters.to < filters.from
            ? t('monitor.toBeforeFrom')
            : undefined
        }
        onChange={to => onChange({ to })}
      />
      {Object.values(filters).some(Boolean) && (
        <Button onClick={() => onChange(nothing)}>{t('monitor.clear')}</Button>
      )}
    </FilterBar>
  );
};
