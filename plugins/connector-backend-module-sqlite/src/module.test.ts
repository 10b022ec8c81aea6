import {
  connectorExtensionPoint,
  type Connector,
} from '@backstage-connector/plugin-connector-node';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { connectorModuleSqlite } from './module';

describe('connectorModuleSqlite', () => {
  it('adds the technology, limited to the directories of the configuration', async () => {
    const added: Connector[] = [];
    await startTestBackend({
      extensionPoints: [
        [
          connectorExtensionPoint,
          { addConnector: (connector: Connector) => added.push(connector) },
        ],
      ],
      features: [
        connectorModuleSqlite,
        mockServices.rootConfig.factory({
          data: { connector: { sqlite: { directories: [__dirname] } } },
        }),
      ],
    });
    expect(added.map(it => it.technology.id)).toEqual(['sqlite']);
    await expect(
      added[0].open(
        {
          parameters: { file: process.execPath },
          secrets: {},
          scope: { include: [], exclude: [] },
        },
        {
          signal: new AbortController().signal,
          log: () => {},
          progress: () => {},
        },
      ),
    ).rejects.toMatchObject({ failure: { code: 'sqlite.not-allowed' } });
  });
});
