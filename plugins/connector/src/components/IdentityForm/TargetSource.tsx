import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import type { DraftForm } from '../../hooks/useDraft';
import { useT } from '../../hooks/useT';
import { EntityPicker } from '../EntityPicker';
import { FormSection } from '../FormSection';

/** A new System, or an existing System or Domain (OC-8). */
export const TargetSource = (props: { form: DraftForm }) => {
  const { draft, problems, change } = props.form;
  const { source } = draft.options;
  const t = useT();
  return (
    <FormSection
      title={t('identity.targetTitle')}
      hint={t('identity.targetHint')}
    >
      <RadioGroup
        aria-label={t('identity.targetTitle')}
        value={source.kind}
        onChange={(_, kind) =>
          change({
            options: {
              source: kind === 'existing' ? { kind, ref: '' } : { kind: 'new' },
            },
          })
        }
      >
        <FormControlLabel
          value="new"
          control={<Radio color="primary" size="small" />}
          label={t('identity.targetNew')}
        />
        <FormControlLabel
          value="existing"
          control={<Radio color="primary" size="small" />}
          label={t('identity.targetExisting')}
        />
      </RadioGroup>
      {source.kind === 'existing' && (
        <EntityPicker
          id="target-source"
          label={t('identity.source')}
          kinds={['System', 'Domain']}
          value={source.ref}
          onChange={ref =>
            change({ options: { source: { kind: 'existing', ref } } })
          }
          problem={problems['options.source.ref']}
        />
      )}
    </FormSection>
  );
};
