import {
  endpoints,
  type Endpoint,
  type EndpointInput,
  type EndpointResponse,
  type Endpoints,
} from '@backstage-connector/plugin-connector-common';
import { connectorExtensionPoint } from '@backstage-connector/plugin-connector-node';
import {
  coreServices,
  createBackendModule,
  createBackendPlugin,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import request, { type Response } from 'supertest';
import { assembleConnector, connectorDeps } from '../assembleConnector';
import { Technologies } from '../connections/Technologies';
import type { ConnectionSource } from '../runs/types';
import { stubRuns, testKey } from './connectionServices';
import { createSampleConnector, type SampleWorld } from './sampleConnector';

export const ADA = 'user:default/ada';
export const GRACE = 'user:default/grace';

/**
 * The plugin in a backend, with the sample technology and with runs as the test
 * says.
 */
export async function startConnector(options: {
  knex: Knex;
  world?: Partial<SampleWorld>;
  config?: JsonObject;
  createRuns?: (connections: ConnectionSource) => ReturnType<typeof stubRuns>;
  features?: BackendFeature[];
}) {
  const { knex, createRuns = () => stubRuns() } = options;
  const { connector, world } = createSampleConnector(options.world);
  const technologies = new Technologies();
  technologies.add(connector);
  const plugin = createBackendPlugin({
    pluginId: 'connector',
    register(reg) {
      reg.registerExtensionPoint(connectorExtensionPoint, {
        addConnector: it => technologies.add(it),
      });
      reg.registerInit({
        deps: { ...connectorDeps, httpRouter: coreServices.httpRouter },
        async init({ httpRouter, ...services }) {
          const { router } = await assembleConnector(
            { ...services, technologies },
            ({ connections }) => createRuns(connections),
          );
          httpRouter.use(router);
        },
      });
    },
  });
  const { server } = await startTestBackend({
    features: [
      plugin,
      mockServices.database.factory({ knex }),
      mockServices.rootConfig.factory({
        data: {
          connector: {
            encryption: { keys: [testKey('k1')] },
            ...options.config,
          },
        },
      }),
      ...(options.features ?? []),
    ],
  });

  /** Calls an endpoint with whatever input, right or wrong. */
  const send = (
    name: keyof Endpoints,
    input: {
      params?: Record<string, string>;
      query?: object;
      body?: unknown;
    } = {},
    as = mockCredentials.user.header(ADA),
  ) => {
    const endpoint: Endpoint = endpoints[name];
    const path = endpoint.path.replace(/:(\w+)/g, (_, param) =>
      encodeURIComponent(input.params?.[param] ?? ''),
    );
    const sent = request(server)
      [endpoint.method](`/api/connector${path}`)
      .query(input.query ?? {})
      .set('Authorization', as);
    return input.body === undefined
      ? sent
      : sent
          .set('Content-Type', endpoint.accepts ?? 'application/json')
          .send(JSON.stringify(input.body));
  };
  /** Calls an endpoint that must succeed, and holds the answer to its schema. */
  const call = async <K extends keyof Endpoints>(
    name: K,
    input?: EndpointInput<Endpoints[K]>,
    as?: string,
  ): Promise<EndpointResponse<Endpoints[K]>> => {
    const endpoint: Endpoint = endpoints[name];
    const response = await send(name, input as Parameters<typeof send>[1], as);
    expect([response.status, response.body.error]).toEqual([
      endpoint.status,
      undefined,
    ]);
    if (endpoint.response) {
      // Strict: nothing may be told that the schema does not name.
      expect(endpoint.response.parse(response.body)).toEqual(response.body);
    }
    return response.body;
  };
  return { server, call, send, world };
}

/** A module that is installed but brings no technology. */
export const silentModule = createBackendModule({
  pluginId: 'connector',
  moduleId: 'silent',
  register(reg) {
    reg.registerInit({ deps: {}, async init() {} });
  },
});

/** What must be in an answer that refuses. */
export function refusal(response: Response) {
  return {
    status: response.status,
    name: response.body.error?.name,
    message: response.body.error?.message,
  };
}
