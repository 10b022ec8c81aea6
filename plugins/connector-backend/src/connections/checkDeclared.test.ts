import { mockServices } from '@backstage/backend-test-utils';
import type { StoredConnection } from '../database/connectionRows';
import { checkDeclared } from './checkDeclared';

const connection = (
  id: string,
  over: Partial<StoredConnection> = {},
): StoredConnection =>
  ({
    id,
    origin: 'configuration',
    enabled: true,
    revision: 2,
    ...over,
  } as StoredConnection);

const report = (revision: number): StoredConnection['lastCheck'] => ({
  revision,
  state: 'failed',
  startedAt: '2026-01-01T00:00:00Z',
  steps: [],
});

describe('checkDeclared', () => {
  it('tests what app-config declares and nobody has tested as it is now', async () => {
    const started: string[] = [];
    await checkDeclared({
      store: {
        list: async () => [
          connection('new'),
          connection('changed', { lastCheck: report(1) }),
          connection('tested', { lastCheck: report(2) }),
          connection('disabled', { enabled: false }),
          connection('of-the-portal', { origin: 'portal' }),
        ],
      },
      checks: {
        start: async id => {
          started.push(id);
          if (id === 'new') {
            throw new Error('not installed');
          }
          return report(2)!;
        },
      },
      logger: mockServices.logger.mock(),
    });
    expect(started).toEqual(['new', 'changed']);
  });
});
