import type { ArchivePrincipalMatch } from '@backstage-connector/plugin-connector-common';
import Chip from '@material-ui/core/Chip';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useArchivePrincipals } from '../../hooks/useArchives';
import { useT } from '../../hooks/useT';
import { EntityPicker } from '../EntityPicker';
import { FormSection } from '../FormSection';
import { LoadedContent } from '../LoadedContent';
import { RecordTable, type RecordColumn } from '../RecordTable';

const PAGE = 10;

const useStyles = makeStyles(theme => ({
  here: {
    display: 'grid',
    gap: theme.spacing(1),
    padding: theme.spacing(1, 0),
  },
  suggestions: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5),
  },
  chip: { margin: 0 },
}));

type Mapping = Readonly<Record<string, string>>;

const Here = (props: {
  match: ArchivePrincipalMatch;
  mapping: Mapping;
  onMap: (ref: string) => void;
}) => {
  const { match, mapping, onMap } = props;
  const { ref, kind, target, inArchive, suggestions } = match;
  const classes = useStyles();
  const t = useT();
  if (target?.by === 'uid') {
    return <>{t('archiveImport.options.same', { ref: target.ref })}</>;
  }
  const value = mapping[ref] ?? target?.ref ?? '';
  return (
    <div className={classes.here}>
      <EntityPicker
        id={`mapping-${ref}`}
        label={t('archiveImport.options.mapTo', { ref })}
        kinds={[kind]}
        value={value}
        onChange={onMap}
        {...(inArchive &&
          !value && { hint: t('archiveImport.options.inArchive') })}
      />
      {suggestions.length > 0 && !value && (
        <div className={classes.suggestions}>
          <Typography variant="body2" color="textSecondary">
            {t('archiveImport.options.suggested')}:
          </Typography>
          {suggestions.map(suggestion => (
            <Chip
              key={suggestion.ref}
              size="small"
              clickable
              component="button"
              className={classes.chip}
              label={t('archiveImport.options.suggestion', {
                ref: suggestion.ref,
                by: t(`archiveImport.options.by.${suggestion.by}`),
              })}
              onClick={() => onMap(suggestion.ref)}
            />
          ))}
        </div>
      )}
    </div>
  );
};

/** Who the owners of the archive are in this catalog (AR-36). */
export const PrincipalMapping = (props: {
  archiveId: string;
  mapping: Mapping;
  onChange: (mapping: Record<string, string>) => void;
}) => {
  const { archiveId, mapping, onChange } = props;
  const t = useT();
  const principals = useArchivePrincipals(archiveId);
  const columns: RecordColumn<ArchivePrincipalMatch>[] = [
    {
      title: t('archiveImport.options.column.archived'),
      width: 33,
      render: ({ ref }) => ref,
    },
    {
      title: t('archiveImport.options.column.objects'),
      width: 12,
      align: 'right',
      render: ({ objects }) => objects.toLocaleString(),
    },
    {
      title: t('archiveImport.options.column.here'),
      width: 55,
      render: match => (
        <Here
          match={match}
          mapping={mapping}
          // An empty one forgets what was kept from an earlier archive.
          onMap={ref => onChange({ ...mapping, [match.ref]: ref })}
        />
      ),
    },
  ];
  return (
    <FormSection
      title={t('archiveImport.options.mappingTitle')}
      hint={t('archiveImport.options.mappingHint')}
    >
      <LoadedContent state={principals}>
        {({ items }) => (
          <RecordTable
            columns={columns}
            records={items}
            id={({ ref }) => ref}
            empty={t('archiveImport.options.mappingNone')}
            pageSize={PAGE}
          />
        )}
      </LoadedContent>
    </FormSection>
  );
};
