import {
  byCode,
  type ConnectorConfig,
} from '@backstage-connector/plugin-connector-node';
import { Socket } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { Client } from 'pg';
import { codes } from './diagnoses';

/** Where a server is, and who asks. */
export type Target = Pick<ConnectorConfig, 'parameters' | 'secrets'>;

/** The SSL modes of libpq that the driver can keep its word on. */
export const sslModes = {
  disable: false,
  prefer: { rejectUnauthorized: false },
  require: { rejectUnauthorized: false },
  'verify-ca': { checkServerIdentity: () => undefined },
  'verify-full': {},
} as const satisfies Record<string, false | ConnectionOptions>;

type SslMode = keyof typeof sslModes;

/**
 * Connects and asks the first question, within the time limit of the settings: who
 * lets in, as a pooler does, may not answer yet.
 */
export async function connect<T>(
  target: Target,
  signal: AbortSignal,
  begin: (client: Client) => Promise<T>,
): Promise<T> {
  const mode = target.parameters.sslMode as SslMode;
  try {
    return await connectBy(mode, target, signal, begin);
  } catch (error) {
    if (mode === 'prefer' && byCode(codes.noTls)(error)) {
      return connectBy('disable', target, signal, begin);
    }
    throw error;
  }
}

async function connectBy<T>(
  mode: SslMode,
  { parameters, secrets }: Target,
  signal: AbortSignal,
  begin: (client: Client) => Promise<T>,
): Promise<T> {
  const socket = new Socket();
  const ca = parameters.sslCa as string | undefined;
  const client = new Client({
    host: String(parameters.host),
    port: Number(parameters.port),
    database: String(parameters.database),
    user: String(parameters.user),
    // Only called when the server asks.
    password: () => {
      if (!secrets.password) {
        throw coded(codes.noPassword, 'No password is set');
      }
      return secrets.password;
    },
    ssl: sslModes[mode] && { ...sslModes[mode], ca },
    sslnegotiation: 'postgres',
    application_name: 'Connector for Backstage',
    keepAlive: true,
    stream: () => socket,
  });
  ignoreEnvironment(client);
  // Without a listener, a connection that breaks would end the process.
  client.on('error', () => {});
  const seconds = Number(parameters.connectTimeout);
  const timer = setTimeout(
    () => socket.destroy(coded('ETIMEDOUT', `No answer for ${seconds} s`)),
    seconds * 1000,
  );
  const abort = () => socket.destroy();
  signal.addEventListener('abort', abort);
  // The answer to SSLRequest, for which the driver has no code: S or N.
  // https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-SSL
  let refused = false;
  socket.once('data', bytes => {
    refused = mode !== 'disable' && bytes.toString() === 'N';
  });
  try {
    signal.throwIfAborted();
    await client.connect();
    return await begin(client);
  } catch (error) {
    socket.destroy();
    throw refused ? coded(codes.noTls, 'No TLS', error) : withCode(error);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

/** An error that can be told by its code. */
export function coded(code: string, message: string, cause?: unknown): Error {
  return Object.assign(new Error(message, { cause }), { code });
}

/**
 * The driver has a code for everything but the loss of the connection, of which
 * it may know more by then.
 */
export function withCode(error: unknown, lost?: unknown): unknown {
  return (error as { code?: unknown }).code !== undefined
    ? error
    : lost ?? coded('ECONNRESET', 'The connection broke', error);
}

// The driver takes what is not given from PG… variables of the process. Those are
// the portal's own business.
function ignoreEnvironment(client: Client) {
  const { connectionParameters } = client as unknown as {
    connectionParameters: Record<string, unknown>;
  };
  Object.assign(connectionParameters, {
    options: undefined,
    replication: undefined,
  });
}
