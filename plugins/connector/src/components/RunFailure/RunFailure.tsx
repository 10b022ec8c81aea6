import {
  runStages,
  type Failure,
} from '@backstage-connector/plugin-connector-common';
import { useT } from '../../hooks/useT';
import { useTechnologiesById } from '../../hooks/useTechnologies';
import { ErrorDetail } from '../ErrorDetail';

/** Why a run failed, in which of its stages or in which step of a test. */
export const RunFailure = (props: {
  failure: Failure;
  /** The id of what it read; archives have none. */
  technology?: string;
}) => {
  const { failure, technology: id = '' } = props;
  const t = useT();
  const technology = useTechnologiesById().get(id);
  const stage = runStages.find(name => name === failure.step);
  const check = technology?.checks.find(it => it.id === failure.step);
  const field = technology?.fields.find(it => it.name === failure.field);
  return (
    <ErrorDetail
      failure={failure}
      stepTitle={stage ? t(`runPage.stage.${stage}`) : check?.title}
      fieldTitle={field?.title}
    />
  );
};
