import {
  networkDiagnoses,
  type Diagnosis,
} from '@backstage-connector/plugin-connector-node';
import { isError, isErrorWithName } from '@backstage/errors';

/** What can go wrong between us and the catalog. The first that matches answers. */
export const catalogDiagnoses: readonly Diagnosis[] = [
  {
    code: 'catalog.module-missing',
    title: 'The catalog cannot take deliveries',
    remedy:
      'Add @backstage-connector/plugin-catalog-backend-module-connector to the backend that runs the catalog.',
    kind: 'config',
    matches: error => statusOf(error) === 404,
  },
  {
    code: 'catalog.not-allowed',
    title: 'The catalog does not accept the connector plugin',
    remedy:
      'Check backend.auth in app-config: both plugins need the default service-to-service authentication.',
    kind: 'config',
    matches: error => [401, 403].includes(statusOf(error) ?? 0),
  },
  {
    code: 'catalog.unavailable',
    title: 'The catalog does not answer',
    remedy:
      'Check that the backend with the catalog runs and has its database; what is missing is delivered then.',
    kind: 'transient',
    matches: error => {
      const status = statusOf(error);
      return status === undefined
        ? isNetworkFailure(error)
        : status === 429 || status >= 500;
    },
  },
];

function statusOf(error: unknown): number | undefined {
  return isErrorWithName(error, 'ResponseError') &&
    typeof error.statusCode === 'number'
    ? error.statusCode
    : undefined;
}

// The catalog is reached by two clients: ours rejects with a TypeError around the
// failure of the connection, or with that of a time-out; the catalog client's with
// an error that has a code.
function isNetworkFailure(error: unknown): boolean {
  return (
    isErrorWithName(error, 'TimeoutError') ||
    (isErrorWithName(error, 'TypeError') && isError(error.cause)) ||
    networkDiagnoses.some(diagnosis => diagnosis.matches(error))
  );
}
