import type {
  ArchivedConnection,
  Connection,
} from '@backstage-connector/plugin-connector-common';
import { screen, within } from '@testing-library/react';
import { archive } from '../../__fixtures__/archives';
import { warehouse } from '../../__fixtures__/connections';
import { technologies } from '../../__fixtures__/technologies';
import { answers, refuses } from '../../__testUtils__/connectorApi';
import { renderPage } from '../../__testUtils__/renderPage';
import { ArchivedConnections } from './ArchivedConnections';

const theirs: ArchivedConnection = {
  id: 'theirs',
  name: 'Their warehouse',
  technology: 'postgresql',
  parameters: { host: 'db.example.com' },
  withheld: ['password'],
  scope: { include: [], exclude: [] },
  options: warehouse.options,
  schedule: {
    recurrence: { kind: 'daily', time: '02:30' },
    zone: 'Europe/Paris',
    enabled: true,
    overlap: 'skip',
    gracePeriodHours: 6,
    jitterSeconds: 0,
  },
};

const open = (
  connections: ArchivedConnection[] | undefined,
  options: {
    here?: Connection[];
    listConnections?: ReturnType<typeof refuses>;
    denied?: string[];
  } = {},
) =>
  renderPage(
    <ArchivedConnections
      archive={{ ...archive, header: { ...archive.header, connections } }}
    />,
    {
      api: {
        listConnections:
          options.listConnections ?? answers({ items: options.here ?? [] }),
        listTechnologies: answers({ items: technologies, unavailable: [] }),
      },
      denied: options.denied,
    },
  );
const rowOf = async (name: string) =>
  (await screen.findByText(name)).closest('tr')!;

describe('the connections of an archive', () => {
  it('say what they are, and lead to a form that is filled in', async () => {
    open([theirs]);
    const row = await rowOf('Their warehouse');
    expect(row).toHaveTextContent('PostgreSQL');
    expect(row).toHaveTextContent('every day at 02:30 (Europe/Paris)');
    expect(row).toHaveTextContent('Password');
    expect(row).not.toHaveTextContent('exists here already');
    expect(
      within(row).getByRole('button', { name: 'Set up Their warehouse here' }),
    ).toHaveAttribute(
      'href',
      '/connector/import?technology=postgresql&archive=archive-1&connection=theirs',
    );
  });

  it('say which are here already, by id or by name', async () => {
    open(
      [
        theirs,
        { ...theirs, id: 'warehouse', name: 'Renamed' },
        { ...theirs, id: 'other', name: 'RETAIL Warehouse' },
      ],
      { here: [warehouse] },
    );
    expect(await rowOf('Renamed')).toHaveTextContent(
      'This connection exists here already.',
    );
    expect(await rowOf('RETAIL Warehouse')).toHaveTextContent(
      'A connection with this name exists here already.',
    );
    expect(await rowOf('Their warehouse')).not.toHaveTextContent(
      'exists here already',
    );
  });

  it('cannot be set up without their technology', async () => {
    open([{ ...theirs, technology: 'mainframe' }]);
    const row = await rowOf('Their warehouse');
    expect(row).toHaveTextContent('mainframe, not installed here');
    expect(within(row).queryByRole('button')).not.toBeInTheDocument();
  });

  it('cannot be set up by who may not create connections', async () => {
    open([theirs], { denied: ['connector.connection.create'] });
    const row = await rowOf('Their warehouse');
    expect(
      await screen.findByText(
        /needs the permission connector.connection.create/,
      ),
    ).toBeVisible();
    expect(within(row).queryByRole('button')).not.toBeInTheDocument();
  });

  it('are shown to who may read no connection here', async () => {
    open([theirs], {
      listConnections: refuses(403, 'NotAllowedError', 'No'),
    });
    expect(await rowOf('Their warehouse')).toBeVisible();
  });

  it('show a name as a text, whatever is in it', async () => {
    const name = '<img src=x onerror=alert(1)>';
    open([{ ...theirs, name }]);
    expect(await screen.findByText(name)).toBeVisible();
    expect(document.querySelector('img[src="x"]')).toBe(null);
  });

  it.each([[undefined], [[]]])('are nothing where there are %p', async none => {
    open(none);
    await screen.findByLabelText('address');
    expect(screen.queryByText('Connections in this archive')).toBe(null);
  });
});
