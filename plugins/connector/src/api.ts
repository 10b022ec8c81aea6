import {
  createConnectorClient,
  type ConnectorApi,
} from '@backstage-connector/plugin-connector-common';
import {
  createApiFactory,
  createApiRef,
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
} from '@backstage/core-plugin-api';
import { createFileSender } from './sendFile';

/**
 * The REST API of the connector backend, as the signed-in person.
 * @public
 */
export const connectorApiRef = createApiRef<ConnectorApi>({
  id: 'plugin.connector.client',
});

export const connectorApiFactory = createApiFactory({
  api: connectorApiRef,
  deps: {
    discoveryApi: discoveryApiRef,
    fetchApi: fetchApiRef,
    identityApi: identityApiRef,
  },
  factory: apis =>
    createConnectorClient({ ...apis, sendFile: createFileSender(apis) }),
});
