import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { Connector } from './connector';

/**
 * Where modules of the connector plugin hand in their technologies.
 * @public
 */
export interface ConnectorExtensionPoint {
  // A connector's session type is its own affair.
  addConnector(connector: Connector<any>): void;
}

/** @public */
export const connectorExtensionPoint =
  createExtensionPoint<ConnectorExtensionPoint>({
    id: 'connector.technologies',
  });
