import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import Autocomplete from '@material-ui/lab/Autocomplete';
import {
  queryFields,
  type ExportDraft,
  type QueryField,
} from '../../archives/exportDraft';
import { errorMessage } from '../../errorMessage';
import { useEntityCount } from '../../hooks/useEntityCount';
import { useQueryFacets } from '../../hooks/useQueryFacets';
import { useT } from '../../hooks/useT';
import { SearchField } from '../SearchField';

const useStyles = makeStyles(theme => ({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(260px, 1fr))',
    gap: theme.spacing(2),
  },
}));

const FieldPicker = (props: {
  field: QueryField;
  options: readonly string[];
  loading: boolean;
  values: readonly string[];
  onChange: (values: readonly string[]) => void;
}) => {
  const { field, options, loading, values, onChange } = props;
  const t = useT();
  return (
    <Autocomplete<string, true>
      multiple
      id={`export-${field}`}
      size="small"
      options={[...options]}
      loading={loading}
      value={[...values]}
      onChange={(_, chosen) => onChange(chosen)}
      filterSelectedOptions
      ChipProps={{ size: 'small', style: { margin: 2 } }}
      renderInput={params => (
        <TextField
          {...params}
          label={t(`export.${field}`)}
          placeholder={values.length ? undefined : t('export.any')}
          variant="outlined"
          InputLabelProps={{ shrink: true }}
        />
      )}
    />
  );
};

const Count = ({ draft }: { draft: ExportDraft }) => {
  const t = useT();
  const count = useEntityCount(draft);
  const everything =
    !draft.text.trim() &&
    queryFields.every(field => !draft.query[field].length);
  if (count.status === 'failed') {
    return <Alert severity="error">{errorMessage(count.error)}</Alert>;
  }
  return (
    <Typography role="status">
      {count.status === 'ready'
        ? t(everything ? 'export.everything' : 'export.count', {
            count: count.value,
          })
        : t('export.counting')}
    </Typography>
  );
};

/** A query of the catalog, with how many entities it matches. */
export const QueryBuilder = (props: {
  draft: ExportDraft;
  onChange: (changes: Partial<ExportDraft>) => void;
}) => {
  const { draft, onChange } = props;
  const classes = useStyles();
  const t = useT();
  const { facets, loading, error } = useQueryFacets();
  return (
    <>
      <div className={classes.fields}>
        {queryFields.map(field => (
          <FieldPicker
            key={field}
            field={field}
            options={facets?.[field] ?? []}
            loading={loading}
            values={draft.query[field]}
            onChange={values =>
              onChange({ query: { ...draft.query, [field]: values } })
            }
          />
        ))}
      </div>
      <SearchField
        id="export-text"
        label={t('export.text')}
        value={draft.text}
        onChange={text => onChange({ text })}
        maxLength={200}
      />
      {error && <Alert severity="warning">{errorMessage(error)}</Alert>}
      <Count draft={draft} />
    </>
  );
};
