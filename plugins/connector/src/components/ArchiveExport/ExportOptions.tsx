import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { isDepth, isTime, type ExportDraft } from '../../archives/exportDraft';
import { useT } from '../../hooks/useT';
import { FormSection } from '../FormSection';
import { LabelledOption } from '../LabelledOption';

const useStyles = makeStyles(theme => ({
  depth: { width: 220, marginLeft: theme.spacing(4) },
  since: { width: 280 },
}));

/** What is exported beside what was chosen, and what is left out. */
export const ExportOptions = (props: {
  draft: ExportDraft;
  onChange: (changes: Partial<ExportDraft>) => void;
}) => {
  const { draft, onChange } = props;
  const classes = useStyles();
  const t = useT();
  const { depth, modifiedSince } = draft;
  const problem = isDepth(depth) ? undefined : t('export.depthProblem');
  const noTime = modifiedSince !== '' && !isTime(modifiedSince);
  return (
    <FormSection title={t('export.optionsTitle')}>
      <LabelledOption
        id="export-references"
        label={t('export.withReferences')}
        hint={t('export.withReferencesHint')}
        checked={draft.withReferences}
        onChange={withReferences => onChange({ withReferences })}
      />
      {draft.withReferences && (
        <TextField
          id="export-depth"
          type="number"
          className={classes.depth}
          label={t('export.depth')}
          value={depth}
          onChange={event => onChange({ depth: event.target.value })}
          error={problem !== undefined}
          helperText={problem ?? t('export.depthHint')}
          inputProps={{ min: 1, max: 10 }}
          variant="outlined"
          size="small"
        />
      )}
      <LabelledOption
        id="export-owners"
        label={t('export.withOwners')}
        hint={t('export.withOwnersHint')}
        checked={draft.withOwners}
        onChange={withOwners => onChange({ withOwners })}
      />
      <TextField
        id="export-since"
        type="datetime-local"
        className={classes.since}
        label={t('export.modifiedSince')}
        value={modifiedSince}
        onChange={event => onChange({ modifiedSince: event.target.value })}
        error={noTime}
        helperText={t(
          noTime ? 'export.modifiedSinceProblem' : 'export.modifiedSinceHint',
        )}
        InputLabelProps={{ shrink: true }}
        variant="outlined"
        size="small"
      />
    </FormSection>
  );
};
