import type { Failure } from '@backstage-connector/plugin-connector-common';
import { ConnectorError } from '@backstage-connector/plugin-connector-node';
import { isDatabaseOutage } from '../database/databaseOutage';
import { redactFailure } from '../extract/redactFailure';

/** It is shown in lists of runs; a driver may repeat a whole statement. */
const MAX_DRIVER_MESSAGE = 4_000;

/** Says of anything that ended a run what it means to a person. */
export function failureOf(
  error: unknown,
  redact: (text: string) => string,
): Failure {
  const failure = redactFailure(explained(error), redact);
  const { driverMessage } = failure;
  return {
    ...failure,
    ...(driverMessage !== undefined && {
      driverMessage: driverMessage.slice(0, MAX_DRIVER_MESSAGE),
    }),
  };
}

function explained(error: unknown): Failure {
  if (error instanceof ConnectorError) {
    return error.failure;
  }
  const { name, message } =
    error instanceof Error ? error : new Error(String(error));
  if (isDatabaseOutage(error)) {
    return {
      code: 'database.unavailable',
      kind: 'transient',
      title: "The plugin's own database was away or busy",
      remedy:
        'If it happens often, look at the log of the database and at the size of its connection pools.',
    };
  }
  switch (name) {
    // The connection was changed, disabled or deleted since the run was queued.
    case 'InputError':
    case 'ConflictError':
    case 'NotFoundError':
      return {
        code: 'run.precondition',
        kind: 'config',
        title: 'The connection cannot be imported',
        remedy: message,
      };
    default:
      return {
        code: 'unexpected',
        kind: 'system',
        title: 'The run met an error it does not know',
        remedy:
          'Try again; if it happens again, report it with the log of this run.',
        driverMessage: message,
      };
  }
}
