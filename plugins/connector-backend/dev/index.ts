import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';

// The plugin alone, for work on its API: everybody is let in and may do
// everything. With a real catalog beside it, so that runs end.
const backend = createBackend();

backend.add(mockServices.auth.factory());
backend.add(mockServices.httpAuth.factory());
backend.add(
  mockServices.rootConfig.factory({
    data: {
      app: { baseUrl: 'http://localhost:7007' },
      backend: {
        baseUrl: 'http://localhost:7007',
        listen: ':7007',
        database: { client: 'better-sqlite3', connection: ':memory:' },
      },
      connector: {
        encryption: {
          keys: [{ id: 'dev', secret: Buffer.alloc(32).toString('base64') }],
        },
      },
    },
  }),
);
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage-connector/plugin-catalog-backend-module-connector'),
);
backend.add(import('../src'));
backend.add(
  import('@backstage-connector/plugin-connector-backend-module-sqlite'),
);

backend.start();
