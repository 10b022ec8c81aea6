import TextField from '@material-ui/core/TextField';
import type { DraftForm } from '../../hooks/useDraft';
import { useT } from '../../hooks/useT';
import { EntityPicker } from '../EntityPicker';
import { FormSection } from '../FormSection';
import { OwnerRules } from '../OwnerRules';
import { AdvancedOptions } from './AdvancedOptions';
import { ImportAs } from './ImportAs';
import { TargetSource } from './TargetSource';

/** Who and where: name, import identity, target source, owner, options. */
export const IdentityForm = (props: {
  form: DraftForm;
  /** Who saved the connection last; absent for a new one. */
  savedBy?: string;
}) => {
  const { form, savedBy } = props;
  const { technology, draft, problems, change } = form;
  const t = useT();
  return (
    <>
      <FormSection title={t('wizard.step.identity')}>
        <TextField
          id="connection-name"
          label={t('identity.name')}
          value={draft.name}
          onChange={event => change({ name: event.target.value })}
          error={problems.name !== undefined}
          helperText={problems.name ?? t('identity.nameHint')}
          inputProps={{ maxLength: 200 }}
          variant="outlined"
          size="small"
          required
        />
        <ImportAs savedBy={savedBy} />
      </FormSection>
      {technology.module === 'dictionary' && <TargetSource form={form} />}
      <FormSection title={t('identity.ownerTitle')}>
        <EntityPicker
          id="default-owner"
          label={t('identity.owner')}
          kinds={['Group', 'User']}
          value={draft.options.owner}
          onChange={owner => change({ options: { owner } })}
          problem={problems['options.owner']}
          hint={t('identity.ownerHint')}
        />
        <OwnerRules form={form} />
      </FormSection>
      <AdvancedOptions form={form} />
    </>
  );
};
