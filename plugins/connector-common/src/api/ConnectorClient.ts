import { ResponseError } from '@backstage/errors';
import { endpoints, type Endpoints } from './endpoints';
import type { Endpoint, EndpointInput, EndpointResponse } from './endpoint';

/**
 * The REST API as methods, one for each of {@link endpoints}. An answer that is
 * not the expected one rejects with a `ResponseError`.
 * @public
 */
export type ConnectorApi = {
  readonly [K in keyof Endpoints]: {} extends EndpointInput<Endpoints[K]>
    ? (
        input?: EndpointInput<Endpoints[K]>,
        options?: RequestOptions,
      ) => Promise<EndpointResponse<Endpoints[K]>>
    : (
        input: EndpointInput<Endpoints[K]>,
        options?: RequestOptions,
      ) => Promise<EndpointResponse<Endpoints[K]>>;
};

/** @public */
export interface RequestOptions {
  signal?: AbortSignal;
  /** A Backstage token, where `fetch` does not add one by itself. */
  token?: string;
}

/**
 * The client of the REST API.
 * @public
 */
export function createConnectorClient(options: {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi?: { fetch: typeof fetch };
}): ConnectorApi {
  const { discoveryApi, fetchApi = { fetch } } = options;
  const call = async (
    endpoint: Endpoint,
    input: CallInput = {},
    { signal, token }: RequestOptions = {},
  ) => {
    const base = await discoveryApi.getBaseUrl('connector');
    const response = await fetchApi.fetch(`${base}${target(endpoint, input)}`, {
      method: endpoint.method.toUpperCase(),
      signal,
      headers: {
        ...(input.body !== undefined && {
          'Content-Type': endpoint.accepts ?? 'application/json',
        }),
        ...(token && { Authorization: `Bearer ${token}` }),
      },
      ...(input.body !== undefined && {
        body: endpoint.accepts
          ? (input.body as Blob)
          : JSON.stringify(input.body),
      }),
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    if (endpoint.produces) {
      return response;
    }
    return response.status === 204 ? undefined : response.json();
  };
  return Object.fromEntries(
    Object.entries(endpoints).map(([name, endpoint]) => [
      name,
      (input?: CallInput, requestOptions?: RequestOptions) =>
        call(endpoint, input, requestOptions),
    ]),
  ) as unknown as ConnectorApi;
}

interface CallInput {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
}

function target(endpoint: Endpoint, { params = {}, query = {} }: CallInput) {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name) =>
    encodeURIComponent(params[name]),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') {
      search.set(name, Array.isArray(value) ? value.join(',') : String(value));
    }
  }
  return search.size ? `${path}?${search}` : path;
}
