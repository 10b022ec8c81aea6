import { ConnectorError } from '@backstage-connector/plugin-connector-node';
import {
  AuthenticationError,
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  NotImplementedError,
  ServiceUnavailableError,
} from '@backstage/errors';

/** Errors whose message is meant for the caller. */
const presentable = new Map(
  [
    AuthenticationError,
    ConflictError,
    InputError,
    NotAllowedError,
    NotFoundError,
    NotImplementedError,
    ServiceUnavailableError,
  ].map(errorClass => [errorClass.name, errorClass]),
);

/** What Express says of a body it does not take, by the `type` of its error. */
const bodyErrors: Record<string, string> = {
  'entity.parse.failed': 'The body is not valid JSON',
  'entity.too.large': 'The body is larger than 1 MB',
  'charset.unsupported': 'The body must be encoded as UTF-8',
  'encoding.unsupported': 'The body is compressed in a way nobody knows here',
  'request.aborted': 'The request was aborted before its body was complete',
  'request.size.invalid': 'The body is not as long as its header says',
};

/**
 * An error as a caller may see it; undefined when it is a defect of ours. The
 * causes stay here: a driver's text may hold a secret (OC-41), and Express
 * repeats the body it could not parse.
 */
export function presentError(error: Error): Error | undefined {
  if (error instanceof ConnectorError) {
    return error.failure.kind === 'config'
      ? new ConflictError(error.message)
      : new ServiceUnavailableError(error.message);
  }
  const { type } = error as { type?: unknown };
  if (typeof type === 'string' && type in bodyErrors) {
    return new InputError(bodyErrors[type]);
  }
  if (error instanceof URIError) {
    return new InputError('The path is not valid percent-encoding');
  }
  const ErrorClass = presentable.get(error.name);
  return ErrorClass && new ErrorClass(ownMessage(error));
}

// The errors of @backstage/errors append their cause to their message.
function ownMessage({ message, cause }: Error): string {
  const appended = `; caused by ${cause}`;
  return cause !== undefined && message.endsWith(appended)
    ? message.slice(0, -appended.length)
    : message;
}
