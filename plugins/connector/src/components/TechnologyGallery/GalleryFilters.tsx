import { technologyModules } from '@backstage-connector/plugin-connector-common';
import { makeStyles } from '@material-ui/core/styles';
import ToggleButton from '@material-ui/lab/ToggleButton';
import ToggleButtonGroup from '@material-ui/lab/ToggleButtonGroup';
import type { TechnologyFilters } from '../../hooks/useTechnologyFilters';
import { useT } from '../../hooks/useT';
import { FilterBar } from '../FilterBar';
import { FilterSelect } from '../FilterSelect';

const useStyles = makeStyles(theme => ({
  type: {
    height: 40,
    textTransform: 'none',
    color: theme.palette.text.primary,
  },
}));

/** Connection type, module and text. */
export const GalleryFilters = (props: {
  filters: TechnologyFilters;
  onChange: (change: Partial<TechnologyFilters>) => void;
}) => {
  const { filters, onChange } = props;
  const classes = useStyles();
  const t = useT();
  return (
    <FilterBar
      search={{
        id: 'technology-search',
        label: t('gallery.search'),
        value: filters.text,
        onChange: text => onChange({ text }),
      }}
    >
      <ToggleButtonGroup
        exclusive
        size="small"
        aria-label={t('gallery.connectionType')}
        value={filters.connectionType}
        onChange={(_, connectionType) =>
          onChange({ connectionType: connectionType ?? '' })
        }
      >
        <ToggleButton value="" className={classes.type}>
          {t('gallery.all')}
        </ToggleButton>
        <ToggleButton value="online" className={classes.type}>
          {t('gallery.online')}
        </ToggleButton>
        <ToggleButton value="archive" className={classes.type}>
          {t('gallery.archive')}
        </ToggleButton>
      </ToggleButtonGroup>
      <FilterSelect
        label={t('gallery.module')}
        all={t('gallery.allModules')}
        value={filters.module}
        options={technologyModules.map(value => ({
          value,
          label: t(`module.${value}`),
        }))}
        onChange={module => onChange({ module })}
      />
    </FilterBar>
  );
};
