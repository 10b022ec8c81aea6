import { useState } from 'react';
import type { Archive } from '@backstage-connector/plugin-connector-common';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Switch from '@material-ui/core/Switch';
import { makeStyles } from '@material-ui/core/styles';
import useDebounce from 'react-use/esm/useDebounce';
import type { ObjectFilters } from '../../hooks/useArchiveObjects';
import { useT } from '../../hooks/useT';
import { FilterSelect } from '../FilterSelect';
import { SearchField } from '../SearchField';

const TYPING_MS = 300;

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1.5),
  },
  search: { flex: '1 1 240px', maxWidth: 400 },
  switch: { margin: 0 },
}));

/** What of an archive is listed, and whether with what it needs. */
export const ObjectFilterBar = (props: {
  archive: Archive;
  filters: ObjectFilters;
  onChange: (changes: Partial<ObjectFilters>) => void;
  needed: boolean;
  onNeeded: (needed: boolean) => void;
}) => {
  const { archive, filters, onChange, needed, onNeeded } = props;
  const classes = useStyles();
  const t = useT();
  const [typed, setTyped] = useState(filters.text);
  useDebounce(
    () => typed.trim() !== filters.text && onChange({ text: typed.trim() }),
    TYPING_MS,
    [typed],
  );
  const asOptions = (values: readonly string[]) =>
    values.map(value => ({ value, label: value }));
  return (
    <div className={classes.bar} role="search">
      <SearchField
        id="object-search"
        className={classes.search}
        label={t('archiveImport.contents.search')}
        value={typed}
        onChange={setTyped}
        maxLength={200}
      />
      <FilterSelect
        label={t('archiveImport.contents.kind')}
        all={t('archiveImport.contents.all')}
        value={filters.kind}
        options={asOptions(Object.keys(archive.byKind).sort())}
        onChange={kind => onChange({ kind })}
      />
      <FilterSelect
        label={t('archiveImport.contents.namespace')}
        all={t('archiveImport.contents.all')}
        value={filters.namespace}
        options={asOptions(archive.namespaces)}
        onChange={namespace => onChange({ namespace })}
      />
      <FilterSelect
        label={t('archiveImport.contents.level')}
        all={t('archiveImport.contents.levelAll')}
        value={filters.topLevel}
        options={[
          { value: 'true', label: t('archiveImport.contents.levelTop') },
          { value: 'false', label: t('archiveImport.contents.levelRequired') },
        ]}
        onChange={topLevel => onChange({ topLevel })}
      />
      <FormControlLabel
        className={classes.switch}
        control={
          <Switch
            size="small"
            color="primary"
            checked={needed}
            onChange={(_, checked) => onNeeded(checked)}
          />
        }
        label={t('archiveImport.contents.showNeeded')}
      />
    </div>
  );
};
