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
  /** Hears how much of a file is sent, if the client has a {@link SendFile}. */
  onSent?: (bytes: number) => void;
}

/**
 * Sends a file and says how much of it is sent, which `fetch` cannot say.
 * @public
 */
export type SendFile = (
  url: string,
  request: {
    method: string;
    headers: Record<string, string>;
    body: Blob;
    signal?: AbortSignal;
    onSent: (bytes: number) => void;
  },
) => Promise<Response>;

/**
 * The client of the REST API.
 * @public
 */
export function createConnectorClient(options: {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi?: { fetch: typeof fetch };
  sendFile?: SendFile;
}): ConnectorApi {
  const { discoveryApi, fetchApi = { fetch }, sendFile } = options;
  const call = async (
    endpoint: Endpoint,
    input: CallInput = {},
    { signal, token, onSent }: RequestOptions = {},
  ) => {
    const base = await discoveryApi.getBaseUrl('connector');
    const url = `${base}${target(endpoint, input)}`;
    const method = endpoint.method.toUpperCase();
    const headers = {
      ...(input.body !== undefined && {
        'Content-Type': endpoint.accepts ?? 'application/json',
      }),
      ...(token && { Authorization: `Bearer ${token}` }),
    };
    const file = endpoint.accepts && (input.body as Blob);
    const body = file ?? JSON.stringify(input.body);
    const response =
      file && sendFile && onSent
        ? await sendFile(url, { method, headers, body: file, signal, onSent })
        : await fetchApi.fetch(url, { method, headers, body, signal });
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
