import type { Connection } from '@backstage-connector/plugin-connector-common';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import Autocomplete from '@material-ui/lab/Autocomplete';
import type { ExportDraft } from '../../archives/exportDraft';
import { errorMessage } from '../../errorMessage';
import { useReadableConnections } from '../../hooks/useReadableConnections';
import { useT } from '../../hooks/useT';
import { useTechnologiesById } from '../../hooks/useTechnologies';
import { FormSection } from '../FormSection';

/** The connections that an export takes along; nothing where there are none. */
export const ConnectionChoice = (props: {
  draft: ExportDraft;
  onChange: (changes: Partial<ExportDraft>) => void;
}) => {
  const { draft, onChange } = props;
  const t = useT();
  const connections = useReadableConnections();
  const technologies = useTechnologiesById();
  if (connections.status === 'failed') {
    return <Alert severity="warning">{errorMessage(connections.error)}</Alert>;
  }
  if (connections.status !== 'ready' || !connections.value.length) return null;
  const options = connections.value;
  return (
    <FormSection
      title={t('archiveConnections.exportTitle')}
      hint={t('archiveConnections.exportHint')}
    >
      <Autocomplete<Connection, true>
        multiple
        id="export-connections"
        size="small"
        options={options}
        value={options.filter(({ id }) => draft.connections.includes(id))}
        onChange={(_, chosen) =>
          onChange({ connections: chosen.map(({ id }) => id) })
        }
        getOptionLabel={({ name }) => name}
        getOptionSelected={(option, current) => option.id === current.id}
        filterSelectedOptions
        disableCloseOnSelect
        ChipProps={{ size: 'small', style: { margin: 2 } }}
        renderOption={({ name, technology }) => (
          <span>
            {name}
            <Typography variant="body2" color="textSecondary">
              {technologies.get(technology)?.title ?? technology}
            </Typography>
          </span>
        )}
        renderInput={params => (
          <TextField
            {...params}
            label={t('archiveConnections.pick')}
            helperText={t('archiveConnections.pickHint')}
            variant="outlined"
          />
        )}
      />
      <Typography role="status">
        {t('archiveConnections.chosen', { count: draft.connections.length })}
      </Typography>
    </FormSection>
  );
};
