import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  Archive,
  ConnectorApi,
  RequestOptions,
} from '@backstage-connector/plugin-connector-common';
import { archive } from '../../__fixtures__/archives';
import { answers, refuses } from '../../__testUtils__/connectorApi';
import { renderPage } from '../../__testUtils__/renderPage';
import { UploadStep } from './UploadStep';

const zipOf = (bytes: number, name = 'big.zip') =>
  Object.defineProperty(new File(['zip'], name), 'size', { value: bytes });

const open = (api: Partial<ConnectorApi>) => {
  const onRead = jest.fn();
  renderPage(<UploadStep onRead={onRead} />, {
    api: { listArchives: answers({ items: [] }), ...api },
  });
  return onRead;
};

const choose = async (file: File) =>
  userEvent.upload(await screen.findByLabelText('Choose a file'), file);

/** An upload that goes on as the test says. */
function heldUpload() {
  let options: RequestOptions = {};
  let end: (read: Archive) => void;
  return {
    uploadArchive: jest.fn((_: unknown, given: RequestOptions = {}) => {
      options = given;
      return new Promise<Archive>((resolve, reject) => {
        end = resolve;
        given.signal?.addEventListener('abort', () =>
          reject(given.signal?.reason),
        );
      });
    }),
    sent: (bytes: number) => act(async () => options.onSent!(bytes)),
    end: () => act(async () => end(archive)),
    signal: () => options.signal!,
  };
}

describe('the upload of an archive', () => {
  it('shows how much of the file is sent, then that it is read', async () => {
    const upload = heldUpload();
    const onRead = open(upload);
    await choose(zipOf(40_000_000));
    expect(screen.getAllByRole('status')[0]).toHaveTextContent(
      'Uploading big.zip …',
    );
    expect(screen.getByRole('progressbar')).not.toHaveAttribute(
      'aria-valuenow',
    );
    expect(
      screen.getByRole('button', { name: 'Choose a file' }),
    ).toBeDisabled();

    await upload.sent(12_000_000);
    const bar = screen.getByRole('progressbar', { name: '12 MB of 40 MB' });
    expect(bar).toHaveAttribute('aria-valuenow', '30');
    expect(screen.getByText('12 MB of 40 MB (30 %)')).toBeVisible();

    await upload.sent(40_000_000);
    expect(screen.getAllByRole('status')[0]).toHaveTextContent(
      'Reading big.zip …',
    );
    expect(
      screen.getByRole('progressbar', { name: 'Reading big.zip …' }),
    ).not.toHaveAttribute('aria-valuenow');
    expect(onRead).not.toHaveBeenCalled();
    await upload.end();
    expect(onRead).toHaveBeenCalledWith(archive);
  });

  it('can be cancelled, and what is sent then is not shown', async () => {
    const upload = heldUpload();
    const onRead = open(upload);
    await choose(zipOf(40_000_000));
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(upload.signal().aborted).toBe(true);
    await upload.sent(12_000_000);
    expect(screen.queryByRole('progressbar')).not.toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Choose a file' })).toBeEnabled();
    expect(onRead).not.toHaveBeenCalled();
  });

  it('says why the server does not take a file, and takes it again once it is mended', async () => {
    const reason =
      'The zip is damaged: the checksum of objects-0001.ndjson is another. Copy or upload the file again; if that does not help, export again.';
    const uploadArchive = refuses(400, 'InputError', reason);
    const onRead = open({ uploadArchive });
    await choose(zipOf(100, 'half.zip'));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The archive is not taken: half.zip');
    expect(alert).toHaveTextContent(reason);

    uploadArchive.mockImplementation(answers(archive) as never);
    await choose(zipOf(100, 'half.zip'));
    await waitFor(() => expect(onRead).toHaveBeenCalledWith(archive));
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says what to do when the connection is lost', async () => {
    open({
      uploadArchive: jest.fn(async () => {
        throw new TypeError('The connection was lost');
      }),
    });
    await choose(zipOf(100));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The connection was lost. Look whether the portal answers and the file is still what you chose; then choose it again.',
    );
  });

  it('reads from a URL, entered with the keyboard', async () => {
    const fetchArchive = answers(archive);
    const onRead = open({ fetchArchive });
    const url = await screen.findByRole('textbox', {
      name: 'URL of an archive',
    });
    const read = screen.getByRole('button', { name: 'Read from URL' });
    await userEvent.type(url, 'no URL{Enter}');
    expect(read).toBeDisabled();
    expect(fetchArchive).not.toHaveBeenCalled();
    await userEvent.clear(url);
    await userEvent.type(url, 'https://files.example.com/a.zip{Enter}');
    await waitFor(() => expect(onRead).toHaveBeenCalledWith(archive));
    expect(fetchArchive).toHaveBeenCalledWith(
      { body: { url: 'https://files.example.com/a.zip' } },
      expect.anything(),
    );
  });

  it('goes on with an earlier archive, or forgets it', async () => {
    let items = [archive];
    const deleteArchive = jest.fn(async () => {
      items = [];
    });
    const onRead = open({
      listArchives: jest.fn(async () => ({ items })),
      deleteArchive,
    });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Continue with another-portal.zip',
      }),
    );
    expect(onRead).toHaveBeenCalledWith(archive);
    await userEvent.click(
      screen.getByRole('button', { name: 'Forget another-portal.zip' }),
    );
    await waitFor(() =>
      expect(
        screen.queryByText('Archives you have uploaded'),
      ).not.toBeInTheDocument(),
    );
    expect(deleteArchive).toHaveBeenCalledWith({ params: { id: 'archive-1' } });
  });
});
