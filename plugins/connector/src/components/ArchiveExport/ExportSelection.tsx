import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import type { ExportDraft } from '../../archives/exportDraft';
import { useT } from '../../hooks/useT';
import { FormSection } from '../FormSection';
import { ChosenEntities } from './ChosenEntities';
import { QueryBuilder } from './QueryBuilder';

/** Which entities to export: by a query, or by name. */
export const ExportSelection = (props: {
  draft: ExportDraft;
  onChange: (changes: Partial<ExportDraft>) => void;
}) => {
  const { draft, onChange } = props;
  const t = useT();
  return (
    <FormSection
      title={t('export.selectionTitle')}
      hint={t('export.selectionHint')}
    >
      <RadioGroup
        row
        aria-label={t('export.by')}
        value={draft.by}
        onChange={(_, by) => onChange({ by: by as ExportDraft['by'] })}
      >
        <FormControlLabel
          value="query"
          control={<Radio size="small" color="primary" />}
          label={t('export.byQuery')}
        />
        <FormControlLabel
          value="refs"
          control={<Radio size="small" color="primary" />}
          label={t('export.byRefs')}
        />
        <FormControlLabel
          value="none"
          control={<Radio size="small" color="primary" />}
          label={t('export.byNone')}
        />
      </RadioGroup>
      {draft.by === 'query' && (
        <QueryBuilder draft={draft} onChange={onChange} />
      )}
      {draft.by === 'refs' && (
        <ChosenEntities draft={draft} onChange={onChange} />
      )}
    </FormSection>
  );
};
