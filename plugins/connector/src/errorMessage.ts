import { ResponseError, toError } from '@backstage/errors';

/** The sentence for a person: the server's own words where it answered. */
export function errorMessage(thrown: unknown): string {
  return ResponseError.is(thrown)
    ? thrown.cause.message
    : toError(thrown).message;
}
