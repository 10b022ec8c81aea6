import {
  endpoints,
  type Endpoint,
  type EndpointRequest,
  type Endpoints,
} from '@backstage-connector/plugin-connector-common';
import { InputError } from '@backstage/errors';
import type { Request } from 'express';
import type { z } from 'zod';
import { describeIssue, sentencesOf } from '../describeIssues';

/**
 * Validates a request by the schemas of its endpoint.
 *
 * @throws InputError that names each field and what it must be.
 */
export function parseRequest<K extends keyof Endpoints>(
  name: K,
  request: Pick<Request, 'params' | 'query' | 'body' | 'is'>,
): EndpointRequest<Endpoints[K]> {
  const { params, query, body }: Endpoint = endpoints[name];
  if (body && !request.is('application/json')) {
    throw new InputError(
      'Send the body as JSON, with the header "Content-Type: application/json"',
    );
  }
  return {
    params: params ? parse(params, request.params, 'path parameter') : {},
    query: query ? parse(query, request.query, 'query parameter') : {},
    body: body && parse(body, request.body, 'body'),
  } as EndpointRequest<Endpoints[K]>;
}

function parse(schema: z.ZodType, input: unknown, place: string): unknown {
  const parsed = schema.safeParse(input, { error: describeIssue });
  if (!parsed.success) {
    const sentences = sentencesOf(parsed.error, path =>
      path ? `"${path}"` : `The ${place}`,
    );
    const where = place === 'body' ? '' : ` (${place})`;
    throw new InputError(`${sentences.join('; ')}${where}`);
  }
  return parsed.data;
}
