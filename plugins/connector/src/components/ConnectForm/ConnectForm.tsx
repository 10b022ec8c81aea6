import type { Field } from '@backstage-connector/plugin-connector-common';
import type { DraftForm } from '../../hooks/useDraft';
import { useT } from '../../hooks/useT';
import { shownFields } from '../../wizard/draft';
import { fieldPath } from '../../wizard/problems';
import { FieldInput } from '../FieldInput';
import { FormSection } from '../FormSection';
import { SecretInput } from '../SecretInput';
import { ScopePatterns } from './ScopePatterns';

const sections = ['connection', 'security', 'advanced'] as const;

const AnyField = (props: { form: DraftForm; field: Field }) => {
  const { form, field } = props;
  const { draft, problems, stored, change } = form;
  const { name } = field;
  const problem = problems[fieldPath(field)];
  return field.type === 'secret' ? (
    <SecretInput
      field={field}
      secret={draft.secrets[name] ?? { from: 'kept' }}
      stored={stored[name]}
      problem={problem}
      onChange={secret => change({ secrets: { [name]: secret } })}
    />
  ) : (
    <FieldInput
      field={field}
      value={draft.parameters[name]}
      problem={problem}
      onChange={value => change({ parameters: { [name]: value } })}
    />
  );
};

/** The settings of the technology, section by section, and the scope. */
export const ConnectForm = (props: { form: DraftForm }) => {
  const { form } = props;
  const t = useT();
  const fields = shownFields(form.technology, form.draft);
  return (
    <>
      {sections
        .map(section => ({
          section,
          inside: fields.filter(field => field.section === section),
        }))
        .filter(({ inside }) => inside.length > 0)
        .map(({ section, inside }) => (
          <FormSection key={section} title={t(`connect.section.${section}`)}>
            {inside.map(field => (
              <AnyField key={field.name} form={form} field={field} />
            ))}
          </FormSection>
        ))}
      <ScopePatterns form={form} />
    </>
  );
};
