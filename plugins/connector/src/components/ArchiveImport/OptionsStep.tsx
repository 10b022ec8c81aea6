import type { ArchiveOptions } from '@backstage-connector/plugin-connector-common';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { selectedCount } from '../../archives/selection';
import type { usePlanning } from '../../hooks/usePlanning';
import { useT } from '../../hooks/useT';
import { EntityPicker } from '../EntityPicker';
import { FormSection } from '../FormSection';
import { LabelledOption } from '../LabelledOption';
import { ArchiveFrame } from './ArchiveFrame';
import { PlanningState } from './PlanningState';
import { PrincipalMapping } from './PrincipalMapping';
import type { StepProps } from './stepProps';

type Choice = {
  [K in keyof ArchiveOptions]: ArchiveOptions[K] extends boolean ? K : never;
}[Exclude<keyof ArchiveOptions, 'organization'>];

const OptionFields = ({ archive, draft, change }: StepProps) => {
  const { options } = draft;
  const t = useT();
  const set = (changes: Partial<ArchiveOptions>) =>
    change({ options: { ...options, ...changes } });
  const choice = (name: Choice, disabled = false) => (
    <LabelledOption
      id={`option-${name}`}
      label={t(`archiveImport.options.${name}`)}
      hint={t(`archiveImport.options.${name}Hint`)}
      checked={options[name]}
      disabled={disabled}
      onChange={checked => set({ [name]: checked })}
    />
  );
  return (
    <>
      <FormSection title={t('archiveImport.options.replaceTitle')}>
        {choice('allowReplace')}
        {choice('takeOwnership')}
      </FormSection>
      <FormSection title={t('archiveImport.options.ownerTitle')}>
        {choice('keepCurrentOwner')}
        {choice(
          'fallBackToImporter',
          !options.keepCurrentOwner && !options.takeOwnership,
        )}
        <EntityPicker
          id="option-organization"
          label={t('archiveImport.options.organization')}
          hint={t('archiveImport.options.organizationHint')}
          kinds={['Group']}
          value={options.organization ?? ''}
          onChange={ref => set({ organization: ref || undefined })}
        />
      </FormSection>
      <FormSection title={t('archiveImport.options.otherTitle')}>
        {choice('keepLifecycleState')}
        {choice('strict')}
      </FormSection>
      <PrincipalMapping
        archiveId={archive.id}
        mapping={options.mapping}
        onChange={mapping => set({ mapping })}
      />
    </>
  );
};

/** How the archive is to be imported; the plan follows from it. */
export const OptionsStep = (
  props: StepProps & {
    planning: ReturnType<typeof usePlanning>;
    onPlan: () => void;
  },
) => {
  const { archive, draft, reachable, onStep, planning, onPlan } = props;
  const t = useT();
  const empty = selectedCount(draft.selection, archive) === 0;
  return (
    <ArchiveFrame
      step="options"
      reachable={reachable}
      onStep={onStep}
      footer={
        <>
          <Button onClick={() => onStep('contents')}>{t('action.back')}</Button>
          <Button
            variant="contained"
            color="primary"
            disabled={planning.busy || empty}
            onClick={onPlan}
          >
            {t('archiveImport.options.plan')}
          </Button>
          {empty && (
            <Typography color="textSecondary">
              {t('archiveImport.options.nothing')}
            </Typography>
          )}
          <PlanningState planning={planning} />
        </>
      }
    >
      <OptionFields {...props} />
    </ArchiveFrame>
  );
};
