import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answers } from '../../__testUtils__/connectorApi';
import { renderPage } from '../../__testUtils__/renderPage';
import { ArchivesPage } from './ArchivesPage';

const open = (at: string, denied: readonly string[] = []) =>
  renderPage(<ArchivesPage />, {
    at: `/connector/archives${at}`,
    path: '/connector/archives/*',
    denied,
    api: {
      listExports: answers({ items: [] }),
      listArchives: answers({ items: [] }),
    },
  });

const tabs = () => screen.getAllByRole('tab').map(it => it.textContent);
const exporting = () => screen.findByText('What to export');
const uploading = () => screen.findByText('Choose an archive');

const mayNotExport = 'connector.archive.export';
const mayNotImport = 'connector.archive.import';

describe('the Archives page', () => {
  it('begins with the export, and leads to the import', async () => {
    open('');
    expect(await exporting()).toBeVisible();
    expect(tabs()).toEqual(['Export', 'Import']);
    await userEvent.click(screen.getByRole('tab', { name: 'Import' }));
    expect(await uploading()).toBeVisible();
    expect(screen.getByLabelText('address')).toHaveTextContent(
      '/connector/archives/import',
    );
  });

  it('has only the import for who may not export', async () => {
    open('', [mayNotExport]);
    expect(await uploading()).toBeVisible();
    expect(tabs()).toEqual(['Import']);
  });

  it('has only the export for who may not import', async () => {
    open('', [mayNotImport]);
    expect(await exporting()).toBeVisible();
    expect(tabs()).toEqual(['Export']);
  });

  it.each([
    ['/export', mayNotExport],
    ['/import', mayNotImport],
    ['/undo/plan-1', mayNotImport],
  ])('says what %s needs', async (at, permission) => {
    open(at, [permission]);
    expect(
      await screen.findByText(
        `This needs the permission ${permission}; ask an administrator of the portal.`,
      ),
    ).toBeVisible();
  });

  it('says what one needs who may do neither', async () => {
    open('/import', [mayNotExport, mayNotImport]);
    expect(
      await screen.findByText(/Archives need the permission/),
    ).toHaveTextContent(`${mayNotExport} or ${mayNotImport}`);
    expect(screen.queryByRole('tab')).not.toBeInTheDocument();
  });
});
