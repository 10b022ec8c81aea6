import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  ConnectionHealth,
  ConnectorApi,
} from '@backstage-connector/plugin-connector-common';
import { DateTime } from 'luxon';
import { warehouse } from '../../__fixtures__/connections';
import { weekly } from '../../__fixtures__/schedules';
import { technologies } from '../../__fixtures__/technologies';
import { refuses } from '../../__testUtils__/connectorApi';
import { renderPage } from '../../__testUtils__/renderPage';
import type { Schedules } from '../../hooks/useSchedules';
import { ConnectionTable } from './ConnectionTable';
import { Health } from './Health';

const now = DateTime.fromISO('2026-11-22T12:00:00Z');
const hoursAgo = (hours: number) =>
  now.minus({ hours }).toJSDate().toISOString();

describe('the health of a connection', () => {
  const cases: [ConnectionHealth, string][] = [
    [
      { state: 'ok', lastSuccessAt: hoursAgo(2), consecutiveFailures: 0 },
      'Up to datelast success 2 hours ago',
    ],
    [{ state: 'never', consecutiveFailures: 0 }, 'Never imported'],
    [
      {
        state: 'late',
        lastSuccessAt: hoursAgo(27),
        expectedAt: hoursAgo(3),
        lateSince: hoursAgo(3),
        consecutiveFailures: 0,
      },
      'Lateshould have run 3 hours agolast success 1 day ago',
    ],
    [
      {
        state: 'failing',
        lastSuccessAt: hoursAgo(48),
        lateSince: hoursAgo(24),
        consecutiveFailures: 3,
      },
      'Failingshould have run 1 day ago3 failures in a rowlast success 2 days ago',
    ],
    [
      {
        state: 'disabled',
        lastSuccessAt: hoursAgo(48),
        lateSince: hoursAgo(24),
        consecutiveFailures: 1,
      },
      'Disabledlast success 2 days ago',
    ],
  ];
  it.each(cases)('%j reads as "%s"', async (health, words) => {
    renderPage(
      <div data-testid="health">
        <Health health={health} now={() => now} />
      </div>,
      { api: {} },
    );
    expect(await screen.findByTestId('health')).toHaveTextContent(words);
  });
});

describe('the schedule in the table of connections', () => {
  const connection = {
    ...warehouse,
    origin: 'portal' as const,
  };
  function open(
    schedules: Schedules,
    options: { api?: Partial<ConnectorApi>; denied?: string[] } = {},
  ) {
    const onChanged = jest.fn();
    renderPage(
      <ConnectionTable
        connections={[connection]}
        technologies={new Map(technologies.map(it => [it.id, it]))}
        schedules={schedules}
        onChanged={onChanged}
      />,
      { api: {}, ...options },
    );
    return { onChanged };
  }
  const ready = (schedule: typeof weekly): Schedules => ({
    status: 'ready',
    byConnection: new Map([['warehouse', schedule]]),
  });
  const toggle = () =>
    screen.findByRole('checkbox', { name: 'Schedule of Retail warehouse' });

  it('is switched off at once, in the version that is shown', async () => {
    let save = (_: unknown) => {};
    const putSchedule = jest.fn(
      () => new Promise(resolve => (save = resolve)),
    ) as never;
    const { onChanged } = open(ready(weekly), { api: { putSchedule } });
    expect(await toggle()).toBeChecked();
    await userEvent.click(await toggle());
    expect(await toggle()).not.toBeChecked();
    const row = within((await toggle()).closest('tr')!);
    expect(row.getByText('Off')).toBeVisible();
    expect(putSchedule).toHaveBeenCalledWith({
      params: { id: 'warehouse' },
      body: {
        recurrence: weekly.recurrence,
        zone: 'Europe/Paris',
        enabled: false,
        overlap: 'queue',
        gracePeriodHours: 12,
        jitterSeconds: 60,
        version: 3,
      },
    });
    save({ ...weekly, enabled: false, version: 4 });
    await waitFor(() => expect(onChanged).toHaveBeenCalled());
  });

  it('shows again what is saved when the server refuses, and why', async () => {
    const putSchedule = refuses(409, 'ConflictError', 'Grace was faster');
    open(ready(weekly), { api: { putSchedule } });
    await userEvent.click(await toggle());
    expect(
      await screen.findByText('That did not work: Grace was faster'),
    ).toBeInTheDocument();
    expect(await toggle()).toBeChecked();
  });

  it.each([
    ['who may only read', weekly, ['connector.connection.update']],
    ['one of app-config', { ...weekly, origin: 'configuration' as const }, []],
  ])('cannot be switched by/for %s', async (_, schedule, denied) => {
    open(ready(schedule), { denied });
    await waitFor(async () => expect(await toggle()).toBeDisabled());
    expect(await toggle()).toBeChecked();
  });

  it('is said not to be known when it could not be read', async () => {
    open({ status: 'failed', error: new Error('The database is away') });
    expect(await screen.findByText('Not known')).toHaveAttribute(
      'title',
      'The schedules could not be read: The database is away',
    );
  });
});
