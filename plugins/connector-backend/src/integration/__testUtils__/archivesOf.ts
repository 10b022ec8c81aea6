import type { ExportSelection } from '@backstage-connector/plugin-connector-common';
import { readArchiveBytes } from '../../__testUtils__/archives';
import type { PortalApi } from './portalApi';

/** Downloads an archive, reads it, and looks up what was recorded of it. */
export async function downloadArchive(
  { client }: PortalApi,
  body: Partial<ExportSelection>,
) {
  const response = await client.downloadExport({ body });
  const bytes = Buffer.from(await response.arrayBuffer());
  const record = await client.getExport({
    params: { id: response.headers.get('X-Export-Id') ?? '' },
  });
  return { bytes, response, record, ...(await readArchiveBytes(bytes)) };
}
