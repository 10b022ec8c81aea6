import type { ConnectorApi } from '@backstage-connector/plugin-connector-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { exportReport } from '../../__fixtures__/archives';
import { declared, warehouse } from '../../__fixtures__/connections';
import { technologies } from '../../__fixtures__/technologies';
import { answers, refuses } from '../../__testUtils__/connectorApi';
import { renderPage } from '../../__testUtils__/renderPage';
import { ArchiveExport } from '../ArchiveExport';

const told = {
  id: 'warehouse',
  name: 'Retail warehouse',
  technology: 'postgresql',
  withheld: ['password'],
};

const open = (api: Partial<ConnectorApi>) =>
  renderPage(<ArchiveExport />, {
    api: {
      listExports: answers({ items: [] }),
      listConnections: answers({ items: [warehouse, declared] }),
      listTechnologies: answers({ items: technologies, unavailable: [] }),
      ...api,
    },
  });
const choose = async (name: string) => {
  await userEvent.click(await screen.findByLabelText('Connections'));
  await userEvent.click(await screen.findByText(name));
};
const press = (name: string) =>
  userEvent.click(screen.getByRole('button', { name }));

describe('the connections of an export', () => {
  it('go along with the entities', async () => {
    const previewExport = answers({ ...exportReport, connections: [told] });
    open({ previewExport });
    await choose('Retail warehouse');
    expect(screen.getByText('1 connection is chosen.')).toBeVisible();
    await press('Preview');
    expect(previewExport).toHaveBeenCalledWith(
      {
        body: expect.objectContaining({
          query: {},
          connections: ['warehouse'],
        }),
      },
      expect.anything(),
    );
    const title = await screen.findByRole('heading', { name: 'Connections' });
    const listed = within(title.closest('section')!);
    expect(listed.getByText('Retail warehouse')).toBeVisible();
    expect(listed.getByText('Password')).toBeVisible();
  });

  it('go without entities, too', async () => {
    const previewExport = answers({
      ...exportReport,
      objects: 0,
      byKind: {},
      items: [],
      omitted: [],
      omittedTotal: 0,
      connections: [told],
    });
    open({ previewExport });
    await userEvent.click(screen.getByLabelText('No entities'));
    expect(screen.getByRole('button', { name: 'Preview' })).toBeDisabled();
    await choose('Retail warehouse');
    await press('Preview');
    const [{ body }] = previewExport.mock.calls[0] as unknown as [
      { body: object },
    ];
    expect(body).toMatchObject({ connections: ['warehouse'] });
    expect(body).not.toHaveProperty('query');
    expect(body).not.toHaveProperty('refs');
    await screen.findByRole('heading', { name: 'Connections' });
    expect(screen.queryByText('Nothing.')).not.toBeInTheDocument();
  });

  it.each<[string, ConnectorApi['listConnections']]>([
    ['there are none', answers({ items: [] })],
    ['the person may read none', refuses(403, 'NotAllowedError', 'No')],
  ])('are not offered where %s', async (_, listConnections) => {
    open({ listConnections });
    await waitFor(() => expect(listConnections).toHaveBeenCalled());
    expect(await screen.findByText('Your exports')).toBeVisible();
    expect(screen.queryByLabelText('Connections')).not.toBeInTheDocument();
  });
});
