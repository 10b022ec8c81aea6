import { screen } from '@testing-library/react';
import type { Recurrence } from '@backstage-connector/plugin-connector-common';
import { renderPage } from '../__testUtils__/renderPage';
import { useT } from '../hooks/useT';
import { scheduleSentence } from './scheduleSentence';

const time = '02:30';
const cases: [Recurrence, string][] = [
  [
    { kind: 'everyHours', hours: 1, startAt: '2026-01-31T02:30' },
    'every hour from 2026-01-31 02:30 (UTC)',
  ],
  [
    { kind: 'everyHours', hours: 6, startAt: '2026-01-31T02:30' },
    'every 6 hours from 2026-01-31 02:30 (UTC)',
  ],
  [{ kind: 'daily', time }, 'every day at 02:30 (UTC)'],
  [
    { kind: 'weekly', weekdays: ['monday', 'friday', 'sunday'], time },
    'every Monday, Friday, and Sunday at 02:30 (UTC)',
  ],
  [
    { kind: 'monthly', day: 31, time },
    'on day 31 of each month at 02:30 (UTC)',
  ],
  [
    { kind: 'monthly', day: 'last', time },
    'on the last day of each month at 02:30 (UTC)',
  ],
  [{ kind: 'cron', expression: '30 2 * * 1-5' }, 'by 30 2 * * 1-5 (UTC)'],
];

const Sentence = (props: Parameters<typeof scheduleSentence>[0]) => {
  const t = useT();
  return <p>{scheduleSentence(props, t)}</p>;
};

describe('scheduleSentence', () => {
  it.each(cases)('says %j as "%s"', async (recurrence, sentence) => {
    renderPage(<Sentence recurrence={recurrence} zone="UTC" enabled />, {
      api: {},
    });
    expect(await screen.findByText(sentence)).toBeVisible();
  });

  it('says that a schedule is switched off', async () => {
    const recurrence = { kind: 'daily', time } as const;
    renderPage(
      <Sentence recurrence={recurrence} zone="UTC" enabled={false} />,
      { api: {} },
    );
    expect(
      await screen.findByText('every day at 02:30 (UTC), switched off'),
    ).toBeVisible();
  });
});
