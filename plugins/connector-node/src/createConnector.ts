import type {
  Connector,
  ConnectorConfig,
  ConnectorContext,
  Session,
} from './connector';
import { diagnose, networkDiagnoses, type Diagnosis } from './diagnoses';
import { parseConfig } from './parseConfig';
import type { Technology } from '@backstage-connector/plugin-connector-common';

/**
 * A technology as its author writes it: the check declarations are taken from
 * the steps.
 * @public
 */
export type ConnectorOptions<S extends Session> = Omit<
  Connector<S>,
  'technology'
> & { readonly technology: Omit<Technology, 'checks'> };

/**
 * Makes a connector: validates the settings before `open`, and turns whatever
 * `open`, a check step, `list` or `extract` throws into an explained
 * {@link ConnectorError}.
 * @public
 */
export function createConnector<S extends Session>(
  options: ConnectorOptions<S>,
): Connector<S> {
  const diagnoses: readonly Diagnosis[] = [
    ...options.diagnoses,
    ...networkDiagnoses,
  ];
  const technology: Technology = {
    ...options.technology,
    checks: options.checks.map(({ run, ...declaration }) => declaration),
  };
  const explained = async <T>(
    context: ConnectorContext,
    action: () => Promise<T>,
  ): Promise<T> => {
    try {
      context.signal.throwIfAborted();
      return await action();
    } catch (error) {
      throw explain(error, context, diagnoses);
    }
  };
  async function* explainedItems<T>(
    context: ConnectorContext,
    items: () => AsyncIterable<T>,
  ): AsyncGenerator<T> {
    try {
      for await (const item of items()) {
        context.signal.throwIfAborted();
        yield item;
      }
      // A driver may end a stream quietly when it is cancelled.
      context.signal.throwIfAborted();
    } catch (error) {
      throw explain(error, context, diagnoses);
    }
  }
  return {
    technology,
    diagnoses,
    example: options.example,
    checks: options.checks.map(({ run, ...declaration }) => ({
      ...declaration,
      ...(run && {
        run: (session: S, context: ConnectorContext) =>
          explained(context, () => run(session, context)),
      }),
    })),
    async open(config: ConnectorConfig, context: ConnectorContext) {
      const parsed = parseConfig(technology, config);
      return explained(context, () => options.open(parsed, context));
    },
    list: (session, context) =>
      explainedItems(context, () => options.list(session, context)),
    extract: (session, context) =>
      explainedItems(context, () => options.extract(session, context)),
  };
}

// An abort is not a failure of the source: it stays what it is, so that the
// framework can tell a cancel from a time-out.
function explain(
  error: unknown,
  context: ConnectorContext,
  diagnoses: readonly Diagnosis[],
): unknown {
  return context.signal.aborted
    ? context.signal.reason
    : diagnose(error, diagnoses);
}
