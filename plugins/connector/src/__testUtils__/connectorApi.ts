import type { ConnectorApi } from '@backstage-connector/plugin-connector-common';
import { ResponseError } from '@backstage/errors';

/**
 * A client with just these operations. Any other one rejects, so that a test
 * says everything its subject asks of the server.
 */
export function connectorApi(operations: Partial<ConnectorApi>): ConnectorApi {
  return new Proxy(operations, {
    get: (target, name) =>
      Reflect.get(target, name) ??
      (async () => {
        throw new Error(`Not expected to be called: ${String(name)}`);
      }),
  }) as ConnectorApi;
}

/** An operation that answers this. */
export function answers<T>(value: T) {
  return jest.fn(async () => value);
}

/** An operation that the server refuses, as the client tells it. */
export function refuses(status: number, name: string, message: string) {
  return jest.fn(async () => {
    throw await ResponseError.fromResponse(
      new Response(
        JSON.stringify({
          error: { name, message },
          response: { statusCode: status },
        }),
        {
          status,
          headers: { 'Content-Type': 'application/json' },
        },
      ),
    );
  });
}
