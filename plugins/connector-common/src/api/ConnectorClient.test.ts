import { createConnectorClient } from './ConnectorClient';

const file = new Blob(['zip']);

describe('a client that can tell how much of a file is sent', () => {
  const json = async () => Response.json({ id: 'archive-1', items: [] });
  const fetchApi = { fetch: jest.fn(json) };
  const sendFile = jest.fn(json);
  const client = createConnectorClient({
    discoveryApi: { getBaseUrl: async () => 'http://portal/api/connector' },
    fetchApi,
    sendFile,
  });
  const onSent = () => {};
  beforeEach(() => jest.clearAllMocks());

  it('tells it of a file, to who listens', async () => {
    const { signal } = new AbortController();
    const read = await client.uploadArchive(
      { query: { fileName: 'a b.zip' }, body: file },
      { signal, onSent },
    );
    expect(read.id).toBe('archive-1');
    expect(fetchApi.fetch).not.toHaveBeenCalled();
    expect(sendFile).toHaveBeenCalledWith(
      'http://portal/api/connector/v1/archives?fileName=a+b.zip',
      {
        method: 'POST',
        headers: { 'Content-Type': 'application/zip' },
        body: file,
        signal,
        onSent,
      },
    );
  });

  it('fetches when nobody listens, and what is no file', async () => {
    await client.uploadArchive({ query: { fileName: 'a.zip' }, body: file });
    await client.listArchives({}, { onSent });
    expect(sendFile).not.toHaveBeenCalled();
    expect(fetchApi.fetch).toHaveBeenNthCalledWith(
      1,
      'http://portal/api/connector/v1/archives?fileName=a.zip',
      expect.objectContaining({ method: 'POST', body: file }),
    );
    expect(fetchApi.fetch).toHaveBeenNthCalledWith(
      2,
      'http://portal/api/connector/v1/archives',
      expect.objectContaining({ method: 'GET', body: undefined }),
    );
  });
});
