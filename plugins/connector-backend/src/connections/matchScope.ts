import type {
  Scope,
  ScopeMatches,
} from '@backstage-connector/plugin-connector-common';
import {
  ConnectorError,
  createScopeFilter,
  type ConnectorContext,
  type ScopeItem,
} from '@backstage-connector/plugin-connector-node';
import { openSession } from '../extract/openSession';
import { redactFailure } from '../extract/redactFailure';
import { untilAborted } from '../extract/untilAborted';
import type { ConnectionSource } from '../runs/types';
import { createRedactor } from './redact';

/** More names do not help a person to write a pattern. */
const MAX_ITEMS = 2_000;

/**
 * Lists what is in the source, and says of each name whether the patterns take
 * it. Every name is counted, the first ones are listed.
 *
 * @throws ConnectorError without secrets, when the source cannot be listed.
 */
export async function matchScope(options: {
  source: Pick<ConnectionSource, 'open'>;
  connectionId: string;
  scope: Scope;
  deadline: AbortSignal;
  timeoutMs: number;
}): Promise<ScopeMatches> {
  const { scope, deadline } = options;
  const context: ConnectorContext = {
    signal: deadline,
    log: () => {},
    progress: () => {},
  };
  const { connector, config, secrets } = await options.source.open(
    options.connectionId,
  );
  try {
    return await openSession(connector, config, context, session =>
      untilAborted(collect(connector.list(session, context), scope), deadline),
    );
  } catch (error) {
    if (deadline.aborted) {
      throw new ConnectorError(tookTooLong(options.timeoutMs), error);
    }
    if (error instanceof ConnectorError) {
      throw new ConnectorError(
        redactFailure(error.failure, createRedactor(secrets)),
        error,
      );
    }
    throw error;
  }
}

async function collect(
  names: AsyncIterable<ScopeItem>,
  scope: Scope,
): Promise<ScopeMatches> {
  const exclusion = createScopeFilter(scope);
  const items: ScopeMatches['items'] = [];
  let total = 0;
  let included = 0;
  for await (const { path, relationType } of names) {
    const reason = exclusion(path);
    const isIncluded = reason === undefined;
    total += 1;
    included += isIncluded ? 1 : 0;
    if (items.length < MAX_ITEMS) {
      items.push({
        path: [...path],
        relationType,
        included: isIncluded,
        reason,
      });
    }
  }
  return { items, total, included, truncated: total > items.length };
}

function tookTooLong(timeoutMs: number) {
  return {
    code: 'scope.timeout',
    kind: 'transient',
    title: `The source could not be listed within ${timeoutMs / 1000} s`,
    remedy:
      'Check that the server answers; if it is only slow, raise connector.checks.timeout in app-config.',
  } as const;
}
