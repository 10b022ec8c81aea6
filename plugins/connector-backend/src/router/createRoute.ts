import {
  endpoints,
  type Endpoint,
  type EndpointRequest,
  type EndpointResponse,
  type Endpoints,
} from '@backstage-connector/plugin-connector-common';
import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { Request, Response, Router } from 'express';
import type { Readable } from 'node:stream';
import type { Caller } from '../connections/ConnectionAccess';
import { audited } from './audit';
import { parseRequest } from './parseRequest';
import { receiveUpload } from './receiveUpload';
import { sendDownload, type Download } from './sendDownload';

export type EndpointName = keyof Endpoints;

/** What an operation receives: validated, and a file as a stream. */
export type OperationRequest<K extends EndpointName> = Endpoints[K] extends {
  accepts: NonNullable<Endpoint['accepts']>;
}
  ? Omit<EndpointRequest<Endpoints[K]>, 'body'> & { body: Readable }
  : EndpointRequest<Endpoints[K]>;

/** What an operation answers: a value of the endpoint's schema, or a file. */
export type OperationAnswer<K extends EndpointName> = Endpoints[K] extends {
  produces: string;
}
  ? Download
  : EndpointResponse<Endpoints[K]>;

/** Does what an endpoint says, with input that has been validated. */
export type Operation<K extends EndpointName> = (
  request: OperationRequest<K>,
  caller: Caller,
  /** Aborted when the caller goes away before the answer is complete. */
  signal: AbortSignal,
) => Promise<OperationAnswer<K>>;

/** Adds an endpoint to a router. */
export type Route = <K extends EndpointName>(
  router: Router,
  name: K,
  operation: Operation<K>,
) => void;

/**
 * Makes the function every route is added with: it asks who calls, validates
 * by the endpoint's schemas, records what changes something, and answers with
 * the endpoint's status.
 */
export function createRoute(options: {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
}): Route {
  const { httpAuth, auditor } = options;
  const callerOf = async (request: Request): Promise<Caller> => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const { principal } = credentials;
    return principal.type === 'user'
      ? { credentials, ref: principal.userEntityRef, kind: 'user' }
      : { credentials, ref: principal.subject, kind: 'service' };
  };
  return <K extends EndpointName>(
    router: Router,
    name: K,
    operation: Operation<K>,
  ) => {
    const endpoint: Endpoint = endpoints[name];
    router[endpoint.method](endpoint.path, async (request, response) => {
      const caller = await callerOf(request);
      const signal = departureOf(response);
      const answer = await audited(auditor, name, request, async () => {
        const parsed = parseRequest(name, request) as OperationRequest<K>;
        const made = await operation(
          endpoint.accepts
            ? { ...parsed, body: receiveUpload(request, endpoint.accepts) }
            : parsed,
          caller,
          signal,
        );
        if (endpoint.produces) {
          response.status(endpoint.status);
          await sendDownload(response, made as Download, endpoint.produces);
        }
        return made;
      });
      if (endpoint.produces) {
        return;
      }
      response.status(endpoint.status);
      if (endpoint.response) {
        response.json(answer);
      } else {
        response.end();
      }
    });
  };
}

function departureOf(response: Response): AbortSignal {
  const departure = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) {
      departure.abort();
    }
  });
  return departure.signal;
}
