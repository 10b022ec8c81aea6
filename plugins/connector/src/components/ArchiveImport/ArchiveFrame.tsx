import type { ReactNode } from 'react';
import { useT } from '../../hooks/useT';
import { StepFrame } from '../StepFrame';

/** The steps of an import of an archive, in order. */
export const archiveSteps = [
  'upload',
  'contents',
  'options',
  'plan',
  'import',
  'report',
] as const;

export type ArchiveStep = (typeof archiveSteps)[number];

/** The row of steps around the one that is open. */
export const ArchiveFrame = (props: {
  step: ArchiveStep;
  reachable?: readonly ArchiveStep[];
  onStep?: (step: ArchiveStep) => void;
  wide?: boolean;
  footer?: ReactNode;
  children: ReactNode;
}) => {
  const t = useT();
  return (
    <StepFrame
      {...props}
      label={t('archiveImport.steps')}
      steps={archiveSteps.map(name => ({
        name,
        title: t(`archiveImport.step.${name}`),
      }))}
    />
  );
};
