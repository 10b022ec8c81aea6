import type {
  Connector,
  ConnectorConfig,
  ConnectorContext,
  Session,
} from '@backstage-connector/plugin-connector-node';
import { untilAborted } from './untilAborted';

/** How long a source may take to close before it is left to itself. */
const CLOSE_TIMEOUT_MS = 5_000;

/**
 * Opens a source, lends it to `use`, and closes it whatever happens. Does not
 * wait for a source that opens only after an abort: that session is closed as
 * soon as it is there. `use` is waited for, as it may write.
 */
export async function openSession<S extends Session, T>(
  connector: Pick<Connector<S>, 'open'>,
  config: ConnectorConfig,
  context: ConnectorContext,
  use: (session: S) => Promise<T>,
): Promise<T> {
  const session = await untilAborted(
    connector.open(config, context),
    context.signal,
    late => close(late, context),
  );
  try {
    return await use(session);
  } finally {
    await close(session, context);
  }
}

// What `use` brought, or its error, counts; a source that does not close well is
// only worth a line in the log.
async function close(
  session: Session,
  context: ConnectorContext,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`Not closed after ${CLOSE_TIMEOUT_MS} ms`)),
      CLOSE_TIMEOUT_MS,
    );
  });
  try {
    await Promise.race([session.close(), patience]);
  } catch (error) {
    context.log('warn', 'The source could not be closed', {
      error: String(error),
    });
  } finally {
    clearTimeout(timer);
  }
}
