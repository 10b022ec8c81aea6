import {
  connectorExtensionPoint,
  type Connector,
} from '@backstage-connector/plugin-connector-node';
import { startTestBackend } from '@backstage/backend-test-utils';
import { connectorModulePostgresql } from './module';

describe('connectorModulePostgresql', () => {
  it('adds the technology', async () => {
    const added: Connector[] = [];
    await startTestBackend({
      extensionPoints: [
        [
          connectorExtensionPoint,
          { addConnector: (connector: Connector) => added.push(connector) },
        ],
      ],
      features: [connectorModulePostgresql],
    });
    expect(added.map(it => it.technology.id)).toEqual(['postgresql']);
  });
});
