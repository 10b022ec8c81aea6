import type {
  Archive,
  ConnectorApi,
} from '@backstage-connector/plugin-connector-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { archive } from '../../__fixtures__/archives';
import { runningCheck } from '../../__fixtures__/checks';
import { warehouse } from '../../__fixtures__/connections';
import { technologies } from '../../__fixtures__/technologies';
import { answers, refuses } from '../../__testUtils__/connectorApi';
import { renderPage } from '../../__testUtils__/renderPage';
import { ImportPage } from './ImportPage';

const withTheirs: Archive = {
  ...archive,
  header: {
    ...archive.header,
    connections: [
      {
        id: 'theirs',
        name: 'Their warehouse',
        technology: 'postgresql',
        parameters: { host: 'db.theirs.example.com', port: 5433 },
        withheld: ['password'],
        scope: { include: ['sales.*'], exclude: [] },
        options: { ...warehouse.options, namespace: 'theirs' },
        schedule: {
          recurrence: { kind: 'daily', time: '02:30' },
          zone: 'Europe/Paris',
          enabled: true,
          overlap: 'skip',
          gracePeriodHours: 6,
          jitterSeconds: 0,
        },
      },
    ],
  },
};

const open = (query: string, api: Partial<ConnectorApi> = {}) =>
  renderPage(<ImportPage />, {
    at: `/connector/import?archive=archive-1&${query}`,
    path: '/connector/import/*',
    api: {
      listTechnologies: answers({ items: technologies, unavailable: [] }),
      getArchive: answers(withTheirs),
      ...api,
    },
  });
const press = async (name: string) =>
  userEvent.click(await screen.findByRole('button', { name }));
const theirs = 'technology=postgresql&connection=theirs';

describe('a connection of an archive', () => {
  it('fills in the forms; only its secrets are to be entered', async () => {
    const saved = { ...warehouse, id: 'new' };
    const createConnection = answers(saved);
    open(theirs, {
      createConnection,
      startCheck: answers(runningCheck),
      getConnection: answers({ ...saved, lastCheck: runningCheck }),
      getCheck: answers(runningCheck),
    });
    expect(await screen.findByLabelText(/^Connection name/)).toHaveValue(
      'Their warehouse',
    );
    const hint = screen.getByText(/Filled in from "Their warehouse"/);
    expect(hint.closest('[role=alert]')).toHaveTextContent(
      'another-portal.zipTo enter again: Password. Owners, namespace and target source are those of Another portal; see whether they exist here. There it was imported every day at 02:30 (Europe/Paris).',
    );
    await press('Next');
    expect(screen.getByLabelText(/^Host/)).toHaveValue('db.theirs.example.com');
    expect(screen.getByLabelText(/^Password/)).toHaveValue('');
    await press('Test connection');
    expect(createConnection).not.toHaveBeenCalled();
    await userEvent.type(screen.getByLabelText(/^Password/), 'secret');
    await press('Test connection');
    await waitFor(() =>
      expect(createConnection).toHaveBeenCalledWith({
        body: {
          name: 'Their warehouse',
          technology: 'postgresql',
          parameters: expect.objectContaining({
            host: 'db.theirs.example.com',
            port: 5433,
          }),
          secrets: { password: { from: 'value', value: 'secret' } },
          scope: { include: ['sales.*'], exclude: [] },
          options: { ...warehouse.options, namespace: 'theirs' },
        },
      }),
    );
  });

  it('is forgotten when another technology is chosen', async () => {
    open(theirs);
    await screen.findByLabelText(/^Connection name/);
    await press('Back');
    await press('Import from SQLite');
    expect(await screen.findByLabelText(/^Connection name/)).toHaveValue('');
    expect(screen.queryByText(/Filled in from/)).not.toBeInTheDocument();
  });

  it.each<[string, string, Partial<ConnectorApi>]>([
    [
      'the archive has expired',
      theirs,
      { getArchive: refuses(404, 'NotFoundError', 'Gone') },
    ],
    [
      'the archive does not have it',
      'technology=postgresql&connection=other',
      {},
    ],
    ['it is of another technology', 'technology=sqlite&connection=theirs', {}],
  ])('is missed when %s', async (_, query, api) => {
    open(query, api);
    expect(
      await screen.findByText('The connection is not there any more'),
    ).toBeVisible();
    await press('Start with an empty form');
    expect(await screen.findByLabelText(/^Connection name/)).toHaveValue('');
  });
});
