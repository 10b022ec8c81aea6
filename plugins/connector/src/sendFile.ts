import type { SendFile } from '@backstage-connector/plugin-connector-common';
import type { FetchApi, IdentityApi } from '@backstage/core-plugin-api';

/**
 * Sends files with XMLHttpRequest: no browser tells how much of a request
 * `fetch` has sent, and none streams a body over HTTP/1.1.
 */
export function createFileSender(apis: {
  fetchApi: FetchApi;
  identityApi: Pick<IdentityApi, 'getCredentials'>;
}): SendFile {
  const { fetchApi, identityApi } = apis;
  return async (url, { onSent, ...request }) => {
    const { token } = await identityApi.getCredentials();
    const headers = {
      ...request.headers,
      ...(token && { Authorization: `Bearer ${token}` }),
    };
    const response = await send(url, { ...request, headers, onSent });
    // Where people are let in by other means, only the portal's fetch knows.
    return response.status === 401 ? fetchApi.fetch(url, request) : response;
  };
}

function send(
  url: string,
  { method, headers, body, signal, onSent }: Parameters<SendFile>[1],
): Promise<Response> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const request = new XMLHttpRequest();
    const abort = () => {
      request.abort();
      reject(signal?.reason);
    };
    const told = ({ loaded }: ProgressEvent) => onSent(loaded);
    request.upload.addEventListener('progress', told);
    request.upload.addEventListener('load', told);
    request.addEventListener('load', () => resolve(responseOf(request)));
    request.addEventListener('error', () =>
      reject(new TypeError('The connection was lost')),
    );
    request.addEventListener('loadend', () =>
      signal?.removeEventListener('abort', abort),
    );
    signal?.addEventListener('abort', abort);
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) {
      request.setRequestHeader(name, value);
    }
    request.send(body);
  });
}

function responseOf(request: XMLHttpRequest): Response {
  const { responseText, status, statusText } = request;
  const headers = request
    .getAllResponseHeaders()
    .trim()
    .split(/\r\n/)
    .filter(Boolean)
    .map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    });
  return new Response(responseText, { status, statusText, headers });
}
