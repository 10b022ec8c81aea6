import { ConnectorError } from '@backstage-connector/plugin-connector-node';
import { ConflictError } from '@backstage/errors';
import { failureOf } from './failureOf';

const same = (text: string) => text;

describe('failureOf', () => {
  it('keeps an explained failure', () => {
    const failure = {
      code: 'shop.asleep',
      kind: 'transient',
      title: 'The shop sleeps',
      remedy: 'Wake it.',
    } as const;
    expect(failureOf(new ConnectorError(failure), same)).toEqual(failure);
  });

  it.each<[unknown, string, string]>([
    [new ConflictError('Enable it'), 'run.precondition', 'config'],
    [new Error('oops'), 'unexpected', 'system'],
    ['oops', 'unexpected', 'system'],
    [
      Object.assign(new Error('gone'), { code: '57P01' }),
      'database.unavailable',
      'transient',
    ],
    [
      Object.assign(new Error('full'), { name: 'KnexTimeoutError' }),
      'database.unavailable',
      'transient',
    ],
  ])('explains %p', (thrown, code, kind) => {
    expect(failureOf(thrown, same)).toMatchObject({ code, kind });
  });

  it('cuts a long message of a driver, and the secrets before that', () => {
    const { driverMessage } = failureOf(
      new Error(`${'x'.repeat(3_996)}hunter2${'y'.repeat(10_000_000)}`),
      text => text.replaceAll('hunter2', '[secret]'),
    );
    expect(driverMessage).toHaveLength(4_000);
    expect(driverMessage).not.toContain('hunt');
  });
});
