import { Content } from '@backstage/core-components';
import { useParams } from 'react-router-dom';
import { useRun } from '../../hooks/useRun';
import { LoadedContent } from '../LoadedContent';
import { RunDetails } from './RunDetails';

const LoadedRun = ({ id }: { id: string }) => {
  const run = useRun(id);
  return (
    <LoadedContent state={run}>
      {value => (
        <RunDetails
          run={value}
          onChanged={() => run.status === 'ready' && run.reload()}
        />
      )}
    </LoadedContent>
  );
};

/** The page of one run; its address is a permalink. */
export const RunPage = () => {
  const { id = '' } = useParams();
  return (
    <Content>
      <LoadedRun key={id} id={id} />
    </Content>
  );
};
