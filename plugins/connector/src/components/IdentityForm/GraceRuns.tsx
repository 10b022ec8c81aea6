import TextField from '@material-ui/core/TextField';
import type { DraftForm } from '../../hooks/useDraft';
import { useT } from '../../hooks/useT';

/** How often an object must be missing before that counts (OC-52). */
export const GraceRuns = (props: { form: DraftForm }) => {
  const { draft, problems, change } = props.form;
  const problem = problems['options.absenceGraceRuns'];
  const t = useT();
  return (
    <TextField
      id="option-absenceGraceRuns"
      type="number"
      label={t('identity.graceRuns')}
      value={draft.options.absenceGraceRuns}
      onChange={event =>
        change({ options: { absenceGraceRuns: Number(event.target.value) } })
      }
      error={problem !== undefined}
      helperText={problem ?? t('identity.graceRunsHint')}
      inputProps={{ min: 1, max: 100 }}
      variant="outlined"
      size="small"
    />
  );
};
