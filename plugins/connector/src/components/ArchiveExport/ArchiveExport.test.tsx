import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ConnectorApi } from '@backstage-connector/plugin-connector-common';
import { exportRecord, exportReport } from '../../__fixtures__/archives';
import { answers, refuses } from '../../__testUtils__/connectorApi';
import { renderPage } from '../../__testUtils__/renderPage';
import { saveFile } from '../../saveFile';
import { ArchiveExport } from './ArchiveExport';

jest.mock('../../saveFile', () => ({ saveFile: jest.fn() }));

const component = (name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default' },
  spec: { type: 'service', owner: 'group:default/shop' },
});

const noExports = answers({ items: [] });
const noConnections = answers({ items: [] });

const open = (api: Partial<ConnectorApi>, search = '') =>
  renderPage(<ArchiveExport />, {
    at: `/connector/archives/export${search}`,
    api: { listExports: noExports, listConnections: noConnections, ...api },
    entities: [component('orders'), component('billing')],
  });

const button = (name: string) => screen.getByRole('button', { name });

/** An archive that comes as the test says. */
function heldDownload() {
  let stream: ReadableStreamDefaultController<Uint8Array>;
  const downloadExport = jest.fn(
    async () =>
      new Response(
        new ReadableStream<Uint8Array>({
          start(controller) {
            stream = controller;
          },
        }),
        {
          headers: {
            'Content-Disposition': 'attachment; filename="shop.zip"',
            'X-Export-Id': 'export-1',
          },
        },
      ),
  );
  return {
    downloadExport,
    piece: (bytes: number) =>
      act(async () => stream.enqueue(new Uint8Array(bytes))),
    end: () => act(async () => stream.close()),
    breakOff: () =>
      act(async () => stream.error(new TypeError('network error'))),
  };
}

describe('an export', () => {
  beforeEach(() => jest.clearAllMocks());

  it('counts what a query matches', async () => {
    open({});
    expect(
      await screen.findByText('The whole catalog: 2 entities.'),
    ).toBeVisible();
    await userEvent.type(
      screen.getByRole('searchbox', {
        name: 'Text in name, title or description',
      }),
      'bill',
    );
    expect(await screen.findByText('1 entity matches.')).toBeVisible();
    await userEvent.type(
      screen.getByRole('searchbox', {
        name: 'Text in name, title or description',
      }),
      'board',
    );
    expect(await screen.findByText('No entity matches.')).toBeVisible();
  });

  it('shows what it would hold, and what leads out of it', async () => {
    const previewExport = answers(exportReport);
    open({ previewExport }, '?refs=component:default/orders');
    await userEvent.click(
      await screen.findByLabelText('With what they refer to'),
    );
    await userEvent.click(button('Preview'));
    const title = await screen.findByRole('heading', {
      name: 'What the archive would hold',
    });
    expect(title).toHaveFocus();
    expect(previewExport).toHaveBeenCalledWith(
      {
        body: {
          refs: ['component:default/orders'],
          withReferences: true,
          depth: 3,
          withOwners: false,
        },
      },
      expect.anything(),
    );
    const [objects, omitted] = screen.getAllByRole('table');
    expect(
      within(objects).getByRole('row', { name: /Orders API/ }),
    ).toHaveTextContent('component:default/orders refers to it');
    expect(
      within(omitted).getByRole('row', { name: /spec.system/ }),
    ).toHaveTextContent('Not in this catalog, or you may not see it');
  });

  it('forgets a preview that is of another selection', async () => {
    open({ previewExport: answers(exportReport) });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Preview' }),
    );
    await screen.findByText('What the archive would hold');
    await userEvent.click(screen.getByLabelText('With their owners'));
    expect(
      screen.queryByText('What the archive would hold'),
    ).not.toBeInTheDocument();
  });

  it('saves the archive and shows its report', async () => {
    const { downloadExport, piece, end } = heldDownload();
    open({
      downloadExport,
      getExport: answers({
        ...exportRecord,
        report: {
          ...exportReport,
          failures: [{ ref: 'api:default/old', error: 'It was deleted' }],
        },
      }),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Download archive' }),
    );
    expect(screen.getByText('The archive is being made …')).toBeVisible();
    await piece(1_500);
    expect(screen.getByText('1.5 kB received …')).toBeVisible();
    expect(button('Download archive')).toBeDisabled();
    expect(saveFile).not.toHaveBeenCalled();
    await end();
    expect(
      await screen.findByRole('heading', {
        name: `Exported: ${exportRecord.fileName}`,
      }),
    ).toBeVisible();
    expect(saveFile).toHaveBeenCalledWith('shop.zip', expect.anything());
    expect(screen.getByRole('alert')).toHaveTextContent(
      'api:default/old: It was deleted',
    );
    // Once at first, and once more for the new one.
    expect(noExports).toHaveBeenCalledTimes(2);
  });

  it('saves nothing when it fails midway, and can be made again', async () => {
    const { downloadExport, piece, breakOff } = heldDownload();
    open({ downloadExport });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Download archive' }),
    );
    await piece(1_500);
    await breakOff();
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      'The archive could not be made; nothing is saved',
    );
    expect(alert).toHaveTextContent(
      'The connection broke off (network error). Try again.',
    );
    expect(saveFile).not.toHaveBeenCalled();
    expect(button('Download archive')).toBeEnabled();
  });

  it('is refused with the words of the server', async () => {
    const reason = 'The catalog does not answer; try again later';
    open({
      previewExport: refuses(503, 'ServiceUnavailableError', reason),
      downloadExport: refuses(403, 'NotAllowedError', 'You may not export'),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Preview' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      `The preview could not be made${reason}`,
    );
    await userEvent.click(button('Download archive'));
    expect(
      await screen.findByText(
        'The archive could not be made; nothing is saved',
      ),
    ).toBeVisible();
    expect(screen.getByRole('alert')).toHaveTextContent('You may not export');
  });

  it('is there also when its report cannot be read', async () => {
    const { downloadExport, end } = heldDownload();
    open({
      downloadExport,
      getExport: refuses(500, 'Error', 'The database is away'),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Download archive' }),
    );
    await end();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The archive is saved, but its report could not be readThe database is away',
    );
    expect(saveFile).toHaveBeenCalledTimes(1);
  });

  it('can be cancelled', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    open({
      previewExport: jest.fn((_, { signal } = {}) => {
        signals.push(signal);
        return new Promise<never>((__, reject) =>
          signal?.addEventListener('abort', () => reject(signal.reason)),
        );
      }),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Preview' }),
    );
    await userEvent.click(button('Cancel'));
    await waitFor(() => expect(button('Preview')).toBeEnabled());
    expect(signals[0]?.aborted).toBe(true);
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('needs an entity, a depth and a time that are one', async () => {
    open({});
    await userEvent.click(await screen.findByLabelText('One by one'));
    expect(screen.getByText('No entity is chosen yet.')).toBeVisible();
    expect(button('Preview')).toBeDisabled();
    expect(button('Download archive')).toBeDisabled();
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Add an entity' }),
      'orders',
    );
    await userEvent.click(
      await screen.findByRole('option', { name: /component:default\/orders/ }),
    );
    expect(await screen.findByText('1 entity is chosen.')).toBeVisible();
    expect(button('Preview')).toBeEnabled();

    await userEvent.click(screen.getByLabelText('With what they refer to'));
    const depth = screen.getByRole('spinbutton', {
      name: 'References in a row',
    });
    await userEvent.clear(depth);
    await userEvent.type(depth, '11');
    expect(screen.getByText('A whole number from 1 to 10')).toBeVisible();
    expect(button('Preview')).toBeDisabled();
  });

  it('is made with the keyboard alone', async () => {
    const previewExport = answers(exportReport);
    open({ previewExport });
    await screen.findByText('The whole catalog: 2 entities.');
    const byQuery = screen.getByRole('radio', { name: 'By a query' });
    while (document.activeElement !== byQuery) await userEvent.tab();
    const focused: (string | null)[] = [];
    while (document.activeElement !== button('Preview')) {
      await userEvent.tab();
      focused.push(
        document.activeElement!.getAttribute('aria-label') ??
          document.activeElement!.id,
      );
    }
    expect(focused).toEqual(
      expect.arrayContaining([
        'export-kind',
        'export-tag',
        'export-text',
        'export-references',
        'export-owners',
        'export-since',
      ]),
    );
    await userEvent.keyboard('{Enter}');
    expect(
      await screen.findByRole('heading', {
        name: 'What the archive would hold',
      }),
    ).toHaveFocus();
  });

  it('lists what was exported before; each opens to its report', async () => {
    open({ listExports: answers({ items: [exportRecord] }) });
    await userEvent.click(
      await screen.findByRole('button', {
        name: `Report of ${exportRecord.fileName}`,
      }),
    );
    expect(
      screen.getByRole('heading', {
        name: `Exported: ${exportRecord.fileName}`,
      }),
    ).toHaveFocus();
  });

  it('says that nothing was exported yet', async () => {
    open({});
    expect(
      await screen.findByText('You have not exported anything yet.'),
    ).toBeVisible();
  });

  it('says why the earlier exports cannot be read', async () => {
    open({ listExports: refuses(500, 'Error', 'The database is away') });
    expect(
      (await screen.findAllByText(/The database is away/))[0],
    ).toBeVisible();
    expect(button('Try again')).toBeVisible();
  });
});
