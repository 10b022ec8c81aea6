import FormControl from '@material-ui/core/FormControl';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormLabel from '@material-ui/core/FormLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import type { ImportOptions } from '@backstage-connector/plugin-connector-common';
import type { DraftForm } from '../../hooks/useDraft';
import { useT } from '../../hooks/useT';
import { GraceRuns } from './GraceRuns';
import { RemovalLimit } from './RemovalLimit';

const policies = ['keep', 'flag', 'remove'] as const;

/** What happens to entities the source no longer has (OC-52, OC-53). */
export const AbsencePolicy = (props: { form: DraftForm }) => {
  const { draft, change } = props.form;
  const t = useT();
  return (
    <>
      <FormControl component="fieldset">
        <FormLabel component="legend">{t('identity.absenceTitle')}</FormLabel>
        <RadioGroup
          value={draft.options.absence}
          onChange={(_, absence) =>
            change({
              options: { absence: absence as ImportOptions['absence'] },
            })
          }
        >
          {policies.map(policy => (
            <FormControlLabel
              key={policy}
              value={policy}
              control={<Radio size="small" color="primary" />}
              label={t(`identity.absence.${policy}`)}
            />
          ))}
        </RadioGroup>
      </FormControl>
      {draft.options.absence !== 'keep' && <GraceRuns form={props.form} />}
      {draft.options.absence === 'remove' && <RemovalLimit form={props.form} />}
    </>
  );
};
