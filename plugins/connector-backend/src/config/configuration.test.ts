import { loadConfigSchema } from '@backstage/config-loader';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readConnectorConfig } from './readConnectorConfig';

const reference = readFileSync(
  join(__dirname, '../../../../docs/reference/configuration.md'),
  'utf8',
);

/** The examples of the reference, put together, with values for variables. */
const example = [...reference.matchAll(/```yaml\n([\s\S]*?)```/g)]
  .map(([, yaml]) =>
    parse(
      yaml
        .replace(
          '${CONNECTOR_KEY_2026_11}',
          Buffer.alloc(32, 7).toString('base64'),
        )
        .replace('${BILLING_PASSWORD}', 'hunter2'),
    ),
  )
  .reduce<JsonObject>((all, { connector }) => ({ ...all, ...connector }), {});

/** What every portal configures. */
const portal: JsonObject = {
  app: { baseUrl: 'http://localhost' },
  backend: {
    baseUrl: 'http://localhost',
    listen: ':7007',
    database: { client: 'better-sqlite3', connection: ':memory:' },
  },
};

describe('the configuration', () => {
  const schema = loadConfigSchema({
    dependencies: ['@backstage-connector/plugin-connector-backend'],
  });
  const visible = async (
    ...visibility: ('frontend' | 'backend' | 'secret')[]
  ) =>
    JSON.stringify(
      (await schema).process(
        [{ context: 'example', data: { ...portal, connector: example } }],
        { visibility },
      ),
    );

  it('of the reference is read without an error', () => {
    const config = readConnectorConfig(
      new ConfigReader({ connector: example }),
    );
    expect(config.connections).toHaveLength(2);
    expect(config.encryption.allowedVariables).toEqual(['WAREHOUSE_PASSWORD']);
  });

  it('names every setting of a connection in the reference', () => {
    const { connections } = readConnectorConfig(
      new ConfigReader({ connector: example }),
    );
    const { options, ...rest } = connections[1];
    for (const setting of Object.keys({ ...options, ...rest })) {
      expect(reference).toContain(`| \`${setting}\``);
    }
  });

  it('is what config.d.ts says, and nothing of it reaches the frontend', async () => {
    await expect(visible('backend')).resolves.toContain(
      'billing-db.example.com',
    );
    await expect(visible('frontend')).resolves.not.toContain('connector');
  });

  it('has its secrets marked as such', async () => {
    const secrets = ['hunter2', Buffer.alloc(32, 7).toString('base64')];
    const [backend, secret] = [
      await visible('backend'),
      await visible('secret'),
    ];
    for (const text of secrets) {
      expect(backend).not.toContain(text);
      expect(secret).toContain(text);
    }
  });
});
