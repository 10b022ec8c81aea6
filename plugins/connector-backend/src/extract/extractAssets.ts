import type { Asset } from '@backstage-connector/plugin-connector-common';
import type {
  Connector,
  ConnectorContext,
  Session,
} from '@backstage-connector/plugin-connector-node';

/**
 * Reads a source in batches. Ends normally only if the read was complete, as
 * {@link Connector.extract} promises; a consumer that stops early closes it.
 */
export async function* extractAssets<S extends Session>(options: {
  connector: Connector<S>;
  session: S;
  context: ConnectorContext;
  batchSize: number;
}): AsyncGenerator<Asset[]> {
  const { connector, session, context, batchSize } = options;
  let batch: Asset[] = [];
  for await (const asset of connector.extract(session, context)) {
    batch.push(asset);
    if (batch.length === batchSize) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) {
    yield batch;
  }
}
