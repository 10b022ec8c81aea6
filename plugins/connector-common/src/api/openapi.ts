import { z } from 'zod';
import type { Endpoint } from './endpoint';
import { endpoints } from './endpoints';

/**
 * The OpenAPI 3.1 document of the REST API, made from {@link endpoints}.
 * @public
 */
export function openApiDocument(serverUrl: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [operationId, endpoint] of Object.entries(endpoints)) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = {
      ...paths[path],
      [endpoint.method]: operation(operationId, endpoint),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Connector',
      version: 'v1',
      description:
        'Connections to source systems, their tests and runs, and what they brought into the catalog.',
      license: { name: 'Apache License 2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: serverUrl }],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      responses: {
        Error: {
          description: 'What is wrong, and with which field.',
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: {
                  error: {
                    type: 'object',
                    properties: {
                      name: { type: 'string' },
                      message: { type: 'string' },
                    },
                    required: ['name', 'message'],
                  },
                },
                required: ['error'],
              },
            },
          },
        },
      },
    },
  };
}

function operation(operationId: string, endpoint: Endpoint) {
  const parameters = [
    ...parametersOf('path', endpoint.params),
    ...parametersOf('query', endpoint.query),
  ];
  return {
    operationId,
    summary: endpoint.summary,
    ...(endpoint.permission && {
      description: `Needs the permission \`${endpoint.permission}\`.`,
    }),
    ...(parameters.length && { parameters }),
    ...(endpoint.accepts && {
      requestBody: { required: true, content: file(endpoint.accepts) },
    }),
    ...(endpoint.body && {
      requestBody: {
        required: true,
        content: json(endpoint.body, 'input'),
      },
    }),
    responses: {
      [endpoint.status]: {
        description:
          endpoint.response || endpoint.produces ? 'The answer.' : 'Done.',
        ...(endpoint.produces && { content: file(endpoint.produces) }),
        ...(endpoint.response && {
          content: json(endpoint.response, 'output'),
        }),
      },
      default: { $ref: '#/components/responses/Error' },
    },
  };
}

function file(type: string) {
  return { [type]: { schema: { type: 'string', format: 'binary' } } };
}

function json(schema: z.ZodType, io: 'input' | 'output') {
  return { 'application/json': { schema: toJsonSchema(schema, io) } };
}

function parametersOf(place: 'path' | 'query', schema?: z.ZodObject) {
  return Object.entries(schema?.shape ?? {}).map(([name, value]) => ({
    name,
    in: place,
    required:
      place === 'path' || !(value as z.ZodType).safeParse(undefined).success,
    schema: toJsonSchema(value as z.ZodType, 'input'),
  }));
}

function toJsonSchema(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}
