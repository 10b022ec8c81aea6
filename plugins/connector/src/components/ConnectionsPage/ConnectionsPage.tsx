import { Content } from '@backstage/core-components';
import { useConnections } from '../../hooks/useConnections';
import { LoadedContent } from '../LoadedContent';
import { ConnectionList } from './ConnectionList';

/** The same, to be put into another page. */
export const ConnectionsPanel = () => {
  const connections = useConnections();
  return (
    <LoadedContent state={connections}>
      {items => (
        <ConnectionList
          connections={items}
          onChanged={() =>
            connections.status === 'ready' && connections.reload()
          }
        />
      )}
    </LoadedContent>
  );
};

/** The saved connections. */
export const ConnectionsPage = () => (
  <Content>
    <ConnectionsPanel />
  </Content>
);
