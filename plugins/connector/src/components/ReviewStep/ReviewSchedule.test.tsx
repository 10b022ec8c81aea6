import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { warehouse } from '../../__fixtures__/connections';
import { weekly } from '../../__fixtures__/schedules';
import { answers, refuses } from '../../__testUtils__/connectorApi';
import { renderPage } from '../../__testUtils__/renderPage';
import { exactTime } from '../../times';
import { ReviewSchedule } from './ReviewSchedule';

const noSchedule = refuses(404, 'NotFoundError', 'has no schedule');
const weeklyWords = `Runs every Monday at 02:30 (Europe/Paris). Next execution: ${exactTime(
  weekly.nextRun!,
)}`;

describe('the schedule in the review', () => {
  it('is made there, and then tells the next run', async () => {
    const getSchedule = jest.fn(noSchedule);
    renderPage(<ReviewSchedule connection={warehouse} />, {
      api: {
        getSchedule,
        previewSchedule: answers({ items: [] }),
        putSchedule: answers(weekly),
      },
    });
    expect(await screen.findByText(/^Not scheduled/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Schedule' }));
    const save = await screen.findByRole('button', { name: 'Save' });
    getSchedule.mockResolvedValue(weekly as never);
    await userEvent.click(save);
    await screen.findByText('Schedule saved');
    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect(await screen.findByText(weeklyWords)).toBeVisible();
  });

  it('is shown, but not changed, by who may only read', async () => {
    renderPage(<ReviewSchedule connection={warehouse} />, {
      api: { getSchedule: answers(weekly) },
      denied: ['connector.connection.update'],
    });
    expect(await screen.findByText(weeklyWords)).toBeVisible();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('says that it is off, or why it is not known', async () => {
    renderPage(
      <>
        <ReviewSchedule connection={warehouse} />
        <ReviewSchedule connection={{ ...warehouse, id: 'broken' }} />
      </>,
      {
        api: {
          getSchedule: jest.fn(async ({ params }) =>
            params.id === 'warehouse'
              ? { ...weekly, enabled: false, nextRun: undefined }
              : refuses(503, 'ServiceUnavailableError', 'Away')(),
          ),
        },
      },
    );
    expect(
      await screen.findByText(
        'Runs every Monday at 02:30 (Europe/Paris), switched off.',
      ),
    ).toBeVisible();
    expect(
      await screen.findByText('The schedules could not be read: Away'),
    ).toBeVisible();
  });
});
