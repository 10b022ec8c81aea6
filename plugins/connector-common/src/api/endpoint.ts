import type { z } from 'zod';

/**
 * One operation of the REST API as data. The router validates by it, the client
 * is typed by it, and the OpenAPI document is made from it.
 * @public
 */
export interface Endpoint<
  TParams extends z.ZodObject = z.ZodObject,
  TQuery extends z.ZodObject = z.ZodObject,
  TBody extends z.ZodType = z.ZodType,
  TResponse extends z.ZodType = z.ZodType,
> {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** In Express notation, below the plugin's base URL. */
  readonly path: `/${string}`;
  readonly summary: string;
  readonly status: 200 | 201 | 202 | 204;
  readonly params?: TParams;
  readonly query?: TQuery;
  readonly body?: TBody;
  readonly response?: TResponse;
  /** The body is a file of this type, streamed, instead of JSON. */
  readonly accepts?: 'application/zip';
  /** The answer is a file of this type, streamed, instead of JSON. */
  readonly produces?: 'application/zip' | 'text/csv';
  /** Names of the permissions of which the caller needs the first. */
  readonly permission: string | undefined;
}

/** What a caller passes to an operation. @public */
export type EndpointInput<E extends Endpoint> = (E['params'] extends z.ZodObject
  ? { params: z.input<E['params']> }
  : {}) &
  (E['query'] extends z.ZodObject ? { query?: z.input<E['query']> } : {}) &
  (E['body'] extends z.ZodType ? { body: z.input<E['body']> } : {}) &
  (E['accepts'] extends string ? { body: Blob } : {});

/** What an operation receives after validation. @public */
export type EndpointRequest<E extends Endpoint> = {
  params: E['params'] extends z.ZodObject ? z.output<E['params']> : {};
  query: E['query'] extends z.ZodObject ? z.output<E['query']> : {};
  body: E['body'] extends z.ZodType ? z.output<E['body']> : undefined;
};

/** What an operation answers; the client gives a file as the whole response. @public */
export type EndpointResponse<E extends Endpoint> =
  E['response'] extends z.ZodType
    ? z.output<E['response']>
    : E['produces'] extends string
    ? Response
    : void;
