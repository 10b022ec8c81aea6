import { parseEntityRef } from '@backstage/catalog-model';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { ConnectionNews, Told } from '../database/DatabaseNewsStore';

/** How the last import of a connection has left it; unknown while one goes on. */
export function conditionOf({
  run,
}: Pick<ConnectionNews, 'run'>): Told['condition'] | undefined {
  switch (run.state) {
    case 'failed':
      return 'failing';
    case 'needs-review':
      return 'review';
    case 'succeeded':
    case 'partial':
      return 'ok';
    case 'queued':
    case 'running':
    case 'cancelled':
      return undefined;
    default:
      return run.state satisfies never;
  }
}

/**
 * The notification of a change of condition. None when a review was answered:
 * whoever did that knows.
 *
 * One connection has one scope, so that the same news sent twice, or later news,
 * takes the place of what people have in their list.
 */
export function describeNews(
  news: ConnectionNews,
  condition: Told['condition'],
): NotificationSendOptions | undefined {
  const { connectionId, connectionName: name, run } = news;
  const recipients = recipientsOf(news);
  const said = sentences(news, condition);
  if (!said || recipients.length === 0) {
    return undefined;
  }
  return {
    recipients: { type: 'entity', entityRef: recipients },
    payload: {
      ...said,
      title: said.title.replace('{name}', () => name),
      link: `/connector/runs/${encodeURIComponent(run.id)}`,
      scope: `connection:${connectionId}`,
    },
  };
}

function sentences({ run, told }: ConnectionNews, to: Told['condition']) {
  switch (to) {
    case 'failing':
      return {
        title: 'The import of {name} fails',
        description: run.failure && whatFailed(run.failure),
        severity: 'high' as const,
        topic: 'connector-import-failed',
      };
    case 'review':
      return {
        title: 'The import of {name} needs a review',
        description:
          'It would remove more entities than the connection allows. Apply or dismiss the removals on the page of the run.',
        severity: 'normal' as const,
        topic: 'connector-import-review',
      };
    case 'ok':
      return told.condition === 'failing'
        ? {
            title: 'The import of {name} works again',
            severity: 'low' as const,
            topic: 'connector-import-recovered',
          }
        : undefined;
    default:
      return to satisfies never;
  }
}

// Not the driver's message: it is meant for those who may read the run.
function whatFailed({
  title,
  remedy,
}: NonNullable<ConnectionNews['run']['failure']>): string {
  return `${title}. ${remedy}`;
}

/** The default owner of what is imported, and who saved the connection. */
function recipientsOf({ owner, savedBy }: ConnectionNews): string[] {
  const people = [owner, savedBy].filter(ref => {
    try {
      return ['user', 'group'].includes(parseEntityRef(ref).kind.toLowerCase());
    } catch {
      // Saved by app-config, or by a service.
      return false;
    }
  });
  return [...new Set(people)];
}
