import type {
  Failure,
  FailureKind,
} from '@backstage-connector/plugin-connector-common';
import { ConnectorError } from './ConnectorError';

/** What a kind of failure means, and what to do about it. @public */
export interface Diagnosis {
  /** Never changes meaning, e.g. `network.refused` or `postgresql.password`. */
  readonly code: string;
  readonly title: string;
  readonly remedy: string;
  readonly kind: FailureKind;
  /** The check step that fails with it. */
  readonly step?: string;
  /** The setting to look at. */
  readonly field?: string;
  matches(error: unknown): boolean;
}

/**
 * A matcher by the `code` of an error or of one of its causes; never by text.
 * @public
 */
export function byCode(...codes: readonly string[]) {
  return (error: unknown) =>
    causes(error).some(
      cause => typeof cause.code === 'string' && codes.includes(cause.code),
    );
}

/**
 * What every technology that is reached over a network can meet. Appended to
 * a technology's own diagnoses, so those win.
 * @public
 */
export const networkDiagnoses: readonly Diagnosis[] = [
  {
    code: 'network.unknown-host',
    title: 'The host name is not known',
    remedy: 'Check the spelling of the host, and the DNS of the portal.',
    kind: 'config',
    step: 'reach',
    field: 'host',
    matches: byCode('ENOTFOUND', 'EAI_AGAIN', 'EAI_NONAME'),
  },
  {
    code: 'network.refused',
    title: 'The host refused the connection',
    remedy:
      'Check the port, and that the server runs and listens on this address.',
    kind: 'transient',
    step: 'reach',
    field: 'port',
    matches: byCode('ECONNREFUSED'),
  },
  {
    code: 'network.timeout',
    title: 'The server did not answer in time',
    remedy: 'Check host and port, and that no firewall drops the connection.',
    kind: 'transient',
    step: 'reach',
    field: 'host',
    matches: byCode('ETIMEDOUT', 'ESOCKETTIMEDOUT', 'ERR_CONNECT_TIMEOUT'),
  },
  {
    code: 'network.unreachable',
    title: 'There is no way to the host',
    remedy: 'Check the host, and the network rules between it and the portal.',
    kind: 'transient',
    step: 'reach',
    field: 'host',
    matches: byCode('EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'),
  },
  {
    code: 'network.connection-lost',
    title: 'The connection broke',
    remedy: 'Try again; if it happens often, look at the log of the server.',
    kind: 'transient',
    matches: byCode('ECONNRESET', 'EPIPE', 'ECONNABORTED'),
  },
  {
    code: 'network.certificate',
    title: 'The certificate of the server is not trusted',
    remedy:
      'Enter the CA certificate that signed it, and check that it names this host.',
    kind: 'config',
    step: 'reach',
    field: 'sslCa',
    matches: byCode(
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'UNABLE_TO_GET_ISSUER_CERT',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'CERT_HAS_EXPIRED',
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ),
  },
];

/**
 * Turns anything thrown into an explained error. The first diagnosis that
 * matches answers; none means `unexpected`.
 * @public
 */
export function diagnose(
  error: unknown,
  diagnoses: readonly Diagnosis[],
): ConnectorError {
  if (error instanceof ConnectorError) {
    return error;
  }
  const known = diagnoses.find(diagnosis => diagnosis.matches(error));
  return new ConnectorError(
    known ? failureOf(known, error) : unexpected(error),
    error,
  );
}

function failureOf(diagnosis: Diagnosis, error: unknown): Failure {
  const { matches, ...explained } = diagnosis;
  return { ...explained, driverMessage: messageOf(error) };
}

function unexpected(error: unknown): Failure {
  return {
    code: 'unexpected',
    kind: 'system',
    title: 'Something happened that the connector does not know',
    remedy:
      "Read the driver's message; if it does not help, report it with the log of the run.",
    driverMessage: messageOf(error),
  };
}

function messageOf(error: unknown): string {
  const messages = causes(error)
    .map(cause => (typeof cause.message === 'string' ? cause.message : ''))
    .filter(Boolean);
  return [...new Set(messages)].join(': ') || String(error);
}

// An error, its causes, and the parts of an AggregateError (Node's answer when
// each address of a host refuses).
function causes(error: unknown, depth = 0): Record<string, unknown>[] {
  if (typeof error !== 'object' || error === null || depth > 5) {
    return [];
  }
  const known = error as Record<string, unknown>;
  const parts = Array.isArray(known.errors) ? known.errors : [];
  return [
    known,
    ...[known.cause, ...parts].flatMap(part => causes(part, depth + 1)),
  ];
}
