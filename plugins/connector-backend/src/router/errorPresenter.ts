import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler } from 'express';
import { presentError } from './presentError';

/**
 * The last of the router: lets an error pass only in the form meant for the
 * caller, and keeps the rest in the log.
 */
export function errorPresenter(logger: LoggerService): ErrorRequestHandler {
  return (thrown, _request, _response, next) => {
    const error = toError(thrown);
    const presented = presentError(error);
    if (presented) {
      // Not the error itself: its cause, or the body it keeps, may hold a secret.
      logger.debug(`Refused a request: ${presented}`);
      next(presented);
      return;
    }
    const id = randomUUID();
    logger.error(`Failed unexpectedly (${id})`, error);
    next(new Error(`Something unexpected happened; look for ${id} in the log`));
  };
}
