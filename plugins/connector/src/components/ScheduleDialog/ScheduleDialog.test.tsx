import type { ConnectorApi } from '@backstage-connector/plugin-connector-common';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { declared, warehouse } from '../../__fixtures__/connections';
import { starts, weekly } from '../../__fixtures__/schedules';
import { answers, refuses } from '../../__testUtils__/connectorApi';
import { renderPage } from '../../__testUtils__/renderPage';
import { exactTime } from '../../times';
import { ScheduleDialog } from './ScheduleDialog';

const NEXT = weekly.nextRun!;

const noSchedule = refuses(404, 'NotFoundError', 'has no schedule');

function open(
  api: Partial<ConnectorApi>,
  connection = warehouse,
  denied: readonly string[] = [],
) {
  const onClose = jest.fn();
  const onChanged = jest.fn();
  renderPage(
    <ScheduleDialog
      connection={connection}
      onClose={onClose}
      onChanged={onChanged}
    />,
    { api: { previewSchedule: answers({ items: starts }), ...api }, denied },
  );
  return { onClose, onChanged, user: userEvent.setup() };
}

const choose = async (label: RegExp, option: string) => {
  await userEvent.click(await screen.findByRole('button', { name: label }));
  await userEvent.click(screen.getByRole('option', { name: option }));
};
const save = () =>
  userEvent.click(screen.getByRole('button', { name: 'Save' }));

describe('ScheduleDialog', () => {
  it('saves a weekly schedule, and nothing before', async () => {
    const putSchedule = answers(weekly);
    const { user, onClose, onChanged } = open({
      getSchedule: noSchedule,
      putSchedule,
    });
    await choose(/^Runs/, 'Every week');
    for (const day of ['Tuesday', 'Wednesday', 'Thursday', 'Friday']) {
      await user.click(screen.getByRole('button', { name: day }));
    }
    await user.click(screen.getByRole('button', { name: 'Sunday' }));
    fireEvent.change(screen.getByLabelText('Start time'), {
      target: { value: '02:30' },
    });
    await user.clear(screen.getByLabelText('Time zone'));
    await user.type(screen.getByLabelText('Time zone'), 'Europe/Paris{Enter}');
    await user.click(
      screen.getByRole('checkbox', { name: 'Enabled schedule' }),
    );
    expect(putSchedule).not.toHaveBeenCalled();

    await save();
    await waitFor(() => expect(onChanged).toHaveBeenCalled());
    expect(onClose).not.toHaveBeenCalled();
    expect(putSchedule).toHaveBeenCalledWith({
      params: { id: 'warehouse' },
      body: {
        recurrence: {
          kind: 'weekly',
          weekdays: ['monday', 'sunday'],
          time: '02:30',
        },
        zone: 'Europe/Paris',
        enabled: false,
        overlap: 'skip',
        gracePeriodHours: 6,
        jitterSeconds: 0,
      },
    });
  });

  it('enables nothing for a person who may not import, but switches off', async () => {
    const putSchedule = answers(weekly);
    const { user } = open(
      { getSchedule: answers(weekly), putSchedule },
      warehouse,
      ['connector.connection.run'],
    );
    const enabled = await screen.findByRole('checkbox', {
      name: 'Enabled schedule',
    });
    expect(
      await screen.findByText(/you may not import this connection/),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();

    await user.click(enabled);
    await save();
    await waitFor(() =>
      expect(putSchedule).toHaveBeenCalledWith(
        expect.objectContaining({
          body: expect.objectContaining({ enabled: false }),
        }),
      ),
    );
  });

  it('keeps what is not changed, and sends the version it has seen', async () => {
    const putSchedule = answers(weekly);
    open({ getSchedule: answers(weekly), putSchedule });
    await choose(/^Runs/, 'Every month');
    await choose(/^Day of the month/, 'Last day');
    await save();
    await waitFor(() => expect(putSchedule).toHaveBeenCalled());
    expect(putSchedule).toHaveBeenCalledWith({
      params: { id: 'warehouse' },
      body: {
        recurrence: { kind: 'monthly', day: 'last', time: '02:30' },
        zone: 'Europe/Paris',
        enabled: true,
        overlap: 'queue',
        gracePeriodHours: 12,
        jitterSeconds: 60,
        version: 3,
      },
    });
  });

  it('shows the next runs by three clocks and marks the moved one', async () => {
    const previewSchedule = jest.fn(answers({ items: starts }));
    open({ getSchedule: answers(weekly), previewSchedule });
    const table = within(
      await screen.findByRole('table', { name: 'The next five runs' }),
    );
    const [head, plain, moved] = table.getAllByRole('row');
    expect(
      within(head)
        .getAllByRole('columnheader')
        .map(it => it.textContent),
    ).toEqual(['Europe/Paris', expect.stringMatching(/^Your zone/), 'UTC']);
    const [inParis, , inUtc] = within(plain).getAllByRole('cell');
    expect(inParis).toHaveTextContent(/Mar 27, 2027, 2:30\sAM GMT\+1$/);
    expect(inUtc).toHaveTextContent(/Mar 27, 2027, 1:30\sAM UTC$/);
    expect(moved).toHaveTextContent(
      'Moved by daylight saving: 2027-03-28 02:30 does not exist on this day.',
    );
    expect(plain).not.toHaveTextContent('daylight saving');
  });

  it('asks for a day at the days, and does not save without', async () => {
    const { user } = open({ getSchedule: answers(weekly) });
    await user.click(await screen.findByRole('button', { name: 'Monday' }));
    expect(screen.getByText('Choose at least one day.')).toBeVisible();
    await save();
    // The client would reject: saving is not an operation of this test.
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('shows at the field what is wrong with a cron expression', async () => {
    const { user } = open({
      getSchedule: noSchedule,
      previewSchedule: jest.fn(async ({ body }) =>
        body.recurrence.kind === 'cron'
          ? refuses(
              400,
              'InputError',
              '"recurrence.expression" must have five fields',
            )()
          : { items: starts },
      ),
    });
    await choose(/^Runs/, 'By a cron expression');
    const field = screen.getByLabelText('Cron expression');
    await user.clear(field);
    await user.type(field, 'every day');
    expect(await screen.findByText('Must have five fields')).toBeVisible();
    expect(field).toBeInvalid();
    expect(
      screen.getByText('Shown as soon as the fields above are valid.'),
    ).toBeVisible();
  });

  it('shows at the field what the server refuses to save', async () => {
    open({
      getSchedule: answers(weekly),
      putSchedule: refuses(400, 'InputError', '"zone" must be a time zone'),
    });
    await screen.findByLabelText('Time zone');
    await save();
    expect(await screen.findByText('Must be a time zone')).toBeVisible();
    expect(screen.getByLabelText('Time zone')).toBeInvalid();
  });

  it('shows the next run in the zone of the viewer once it is saved', async () => {
    const { user, onClose } = open({
      getSchedule: answers(weekly),
      putSchedule: answers({ ...weekly, version: 4 }),
    });
    await screen.findByLabelText('Start time');
    await save();
    const saved = (await screen.findByText('Schedule saved')).closest(
      '[role=alert]',
    );
    expect(saved).toHaveTextContent(`Next execution: ${exactTime(NEXT)}`);
    await user.click(screen.getByRole('checkbox'));
    expect(screen.queryByText('Schedule saved')).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(onClose).toHaveBeenCalled();
  });

  it('says so when what is saved is switched off', async () => {
    open({
      getSchedule: answers(weekly),
      putSchedule: answers({ ...weekly, enabled: false, nextRun: undefined }),
    });
    await screen.findByLabelText('Start time');
    await save();
    expect(
      await screen.findByText('It is switched off and starts no runs.'),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Close' })).toBeVisible();
  });

  it('saves what a start does when another runs, and how late it may be', async () => {
    const putSchedule = answers(weekly);
    const { user } = open({ getSchedule: answers(weekly), putSchedule });
    await choose(/^If the last run/, 'Skip the start');
    const grace = screen.getByLabelText('Grace period in hours');
    await user.clear(grace);
    expect(screen.getByText('A number from 0 to 168.')).toBeVisible();
    await user.type(grace, '0.5');
    const spread = screen.getByLabelText('Spread in seconds');
    await user.clear(spread);
    await user.type(spread, '3601');
    expect(screen.getByText('A whole number from 0 to 3600.')).toBeVisible();
    await user.clear(spread);
    await user.type(spread, '120');
    await save();
    await waitFor(() =>
      expect(putSchedule).toHaveBeenCalledWith({
        params: { id: 'warehouse' },
        body: expect.objectContaining({
          overlap: 'skip',
          gracePeriodHours: 0.5,
          jitterSeconds: 120,
        }),
      }),
    );
  });

  it('deletes the version it has seen, after a question', async () => {
    const deleteSchedule = answers(undefined);
    const { user, onClose, onChanged } = open({
      getSchedule: answers(weekly),
      deleteSchedule,
    });
    const ask = { name: 'Delete schedule' };
    await user.click(await screen.findByRole('button', ask));
    await user.click(screen.getByRole('button', { name: 'Keep it' }));
    await user.click(screen.getByRole('button', ask));
    expect(deleteSchedule).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(onChanged).toHaveBeenCalled();
    expect(deleteSchedule).toHaveBeenCalledWith({
      params: { id: 'warehouse' },
      query: { version: 3 },
    });
  });

  describe('when someone else has saved meanwhile', () => {
    const enabled = { name: 'Enabled schedule' };
    const theirs = {
      ...weekly,
      enabled: false,
      version: 4,
      updatedBy: 'user:default/grace',
    };
    const refused = refuses(409, 'ConflictError', 'Grace was faster');

    async function meet(api: Partial<ConnectorApi>) {
      const opened = open({
        getSchedule: jest.fn().mockResolvedValueOnce(weekly),
        putSchedule: refused,
        ...api,
      });
      expect(await screen.findByRole('checkbox', enabled)).toBeChecked();
      await save();
      await screen.findByText('Someone else has changed this schedule');
      return opened;
    }
    const readTwice = (then: object) =>
      jest.fn().mockResolvedValueOnce(weekly).mockResolvedValue(then);

    it('names who, when and what, and loads theirs', async () => {
      const { user, onClose } = await meet({ getSchedule: readTwice(theirs) });
      const conflict = screen.getByRole('alert');
      expect(conflict).toHaveTextContent(
        `grace saved it ${exactTime(
          theirs.updatedAt,
        )}: every Monday at 02:30 (Europe/Paris), switched off.`,
      );
      expect(conflict).toHaveTextContent('Nothing of yours was saved.');
      await user.click(screen.getByRole('button', { name: 'Load theirs' }));
      expect(screen.getByRole('checkbox', enabled)).not.toBeChecked();
      expect(screen.queryByRole('alert')).not.toBeInTheDocument();
      expect(onClose).not.toHaveBeenCalled();
    });

    it('names a service that has saved', async () => {
      const byService = { ...theirs, updatedBy: 'nightly-script' };
      await meet({ getSchedule: readTwice(byService) });
      expect(screen.getByRole('alert')).toHaveTextContent(
        /nightly-script saved it/,
      );
    });

    it('saves over theirs only when asked to', async () => {
      const putSchedule = jest
        .fn(answers(weekly))
        .mockImplementationOnce(refused);
      const getSchedule = readTwice(theirs);
      const { user } = await meet({ getSchedule, putSchedule });
      await user.click(screen.getByRole('button', { name: 'Keep mine' }));
      await screen.findByText('Schedule saved');
      expect(putSchedule).toHaveBeenLastCalledWith(
        expect.objectContaining({
          body: expect.objectContaining({ enabled: true, version: 4 }),
        }),
      );
    });

    it('makes a new one when they have deleted it', async () => {
      const getSchedule = jest
        .fn(noSchedule)
        .mockResolvedValueOnce(weekly as never);
      const putSchedule = jest
        .fn(answers(weekly))
        .mockImplementationOnce(refused);
      const { user } = await meet({ getSchedule, putSchedule });
      expect(screen.getByRole('alert')).toHaveTextContent(
        'It has been deleted meanwhile.',
      );
      await user.click(screen.getByRole('button', { name: 'Keep mine' }));
      await screen.findByText('Schedule saved');
      expect(putSchedule).toHaveBeenLastCalledWith(
        expect.objectContaining({
          body: expect.not.objectContaining({ version: expect.anything() }),
        }),
      );
    });
  });

  it('only shows a schedule of app-config', async () => {
    open(
      { getSchedule: answers({ ...weekly, origin: 'configuration' }) },
      declared,
    );
    expect(await screen.findByLabelText('Start time')).toBeDisabled();
    expect(screen.getByRole('checkbox')).toBeDisabled();
    expect(screen.getByText(/comes from app-config/)).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Save' }),
    ).not.toBeInTheDocument();
  });

  it('closes on Escape', async () => {
    const { user, onClose } = open({ getSchedule: answers(weekly) });
    await screen.findByLabelText('Start time');
    await user.keyboard('{Escape}');
    expect(onClose).toHaveBeenCalled();
  });

  it('shows why the schedule cannot be read', async () => {
    open({ getSchedule: refuses(503, 'ServiceUnavailableError', 'Away') });
    expect(
      await screen.findByRole('button', { name: 'Try again' }),
    ).toBeVisible();
  });
});
