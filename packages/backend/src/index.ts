import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('./sampleAuth'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('./samplePolicy'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage-connector/plugin-catalog-backend-module-connector'),
);

backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));

backend.add(import('@backstage-connector/plugin-connector-backend'));
backend.add(
  import('@backstage-connector/plugin-connector-backend-module-postgresql'),
);
backend.add(
  import('@backstage-connector/plugin-connector-backend-module-sqlite'),
);

backend.start();
