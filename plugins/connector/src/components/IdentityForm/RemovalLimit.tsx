import FormControl from '@material-ui/core/FormControl';
import FormHelperText from '@material-ui/core/FormHelperText';
import FormLabel from '@material-ui/core/FormLabel';
import TextField from '@material-ui/core/TextField';
import type { DraftForm } from '../../hooks/useDraft';
import { useT } from '../../hooks/useT';

/** From when on a run holds its removals for a person (OC-53). */
export const RemovalLimit = (props: { form: DraftForm }) => {
  const { draft, problems, change } = props.form;
  const { removalLimit } = draft.options;
  const t = useT();
  const set = (part: Partial<typeof removalLimit>) =>
    change({ options: { removalLimit: { ...removalLimit, ...part } } });
  return (
    <FormControl component="fieldset">
      <FormLabel component="legend">{t('identity.limitTitle')}</FormLabel>
      <FormHelperText style={{ marginBottom: 16 }}>
        {t('identity.limitHint')}
      </FormHelperText>
      <div
        style={{ display: 'grid', gridTemplateColumns: '180px 180px', gap: 16 }}
      >
        <TextField
          id="limit-share"
          type="number"
          label={t('identity.limitShare')}
          value={Math.round(removalLimit.share * 100)}
          onChange={event => set({ share: Number(event.target.value) / 100 })}
          error={problems['options.removalLimit.share'] !== undefined}
          helperText={problems['options.removalLimit.share']}
          inputProps={{ min: 0, max: 100 }}
          variant="outlined"
          size="small"
        />
        <TextField
          id="limit-count"
          type="number"
          label={t('identity.limitCount')}
          value={removalLimit.count}
          onChange={event => set({ count: Number(event.target.value) })}
          error={problems['options.removalLimit.count'] !== undefined}
          helperText={problems['options.removalLimit.count']}
          inputProps={{ min: 0 }}
          variant="outlined"
          size="small"
        />
      </div>
    </FormControl>
  );
};
