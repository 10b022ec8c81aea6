import {
  runStates,
  technologyModules,
  type RunState,
  type Technology,
} from '@backstage-connector/plugin-connector-common';
import { makeStyles } from '@material-ui/core/styles';
import type { ConnectionFilters as Filters } from '../../hooks/useConnectionFilters';
import { useT } from '../../hooks/useT';
import { FilterSelect } from '../FilterSelect';
import { SearchField } from '../SearchField';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1.5),
    marginBottom: theme.spacing(2),
  },
  search: { flex: '1 1 220px', maxWidth: 360 },
}));

/** Search and filters of the list of connections. */
export const ConnectionFilters = (props: {
  technologies: readonly Technology[];
  filters: Filters;
  onChange: (change: Partial<Filters>) => void;
}) => {
  const { technologies, filters, onChange } = props;
  const classes = useStyles();
  const t = useT();
  const all = t('connections.all');
  const states = Object.keys(runStates) as RunState[];
  return (
    <div className={classes.bar} role="search">
      <SearchField
        id="connection-search"
        className={classes.search}
        label={t('connections.search')}
        value={filters.text}
        onChange={text => onChange({ text })}
      />
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
    </div>
  );
};
