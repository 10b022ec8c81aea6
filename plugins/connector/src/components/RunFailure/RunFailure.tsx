import {
  runStages,
  type Failure,
} from '@backstage-connector/plugin-connector-common';
import { useT } from '../../hooks/useT';
import { ErrorDetail } from '../ErrorDetail';

/** Why a run failed, and in which of its stages. */
export const RunFailure = ({ failure }: { failure: Failure }) => {
  const t = useT();
  const stage = runStages.find(name => name === failure.step);
  return (
    <ErrorDetail
      failure={failure}
      stepTitle={stage && t(`runPage.stage.${stage}`)}
    />
  );
};
