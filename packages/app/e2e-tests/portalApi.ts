import {
  createConnectorClient,
  type Connection,
  type ConnectorApi,
  type Run,
  runStates,
} from '@backstage-connector/plugin-connector-common';
import { expect } from '@playwright/test';

const users = { ada: 'ada.admin', rita: 'rita.reader' };

/** A fetch that is signed in as one of the two sample users. */
async function fetchAs(
  portal: string,
  user: keyof typeof users,
): Promise<typeof fetch> {
  const response = await fetch(`${portal}/api/auth/sample/refresh`, {
    headers: { 'x-sample-user': users[user] },
  });
  const { backstageIdentity } = await response.json();
  return (input, init) =>
    fetch(input, {
      ...init,
      headers: {
        ...init?.headers,
        Authorization: `Bearer ${backstageIdentity.token}`,
      },
    });
}

/** The REST API of the portal as one of the two sample users. */
export async function portalApi(
  portal: string,
  user: keyof typeof users,
): Promise<ConnectorApi> {
  return createConnectorClient({
    discoveryApi: {
      getBaseUrl: async pluginId => `${portal}/api/${pluginId}`,
    },
    fetchApi: { fetch: await fetchAs(portal, user) },
  });
}

/** An entity as the catalog gives it. */
export interface CatalogEntity {
  metadata: { uid: string; description?: string };
}

/** Reads entities from the catalog; undefined: it has none of the reference. */
export async function catalogReader(
  portal: string,
  user: keyof typeof users,
): Promise<(ref: string) => Promise<CatalogEntity | undefined>> {
  const read = await fetchAs(portal, user);
  return async ref => {
    const path = ref.replace(':', '/');
    const response = await read(
      `${portal}/api/catalog/entities/by-name/${path}`,
    );
    if (response.status === 404) return undefined;
    expect(response.status).toBe(200);
    return response.json();
  };
}

/** Tests a connection and waits for the verdict. */
export async function checkConnection(
  api: ConnectorApi,
  id: string,
): Promise<Connection> {
  await api.startCheck({ params: { id } });
  const read = () => api.getConnection({ params: { id } });
  await expect
    .poll(async () => (await read()).lastCheck?.state, { timeout: 30_000 })
    .not.toBe('running');
  return read();
}

/** Runs an import or a preview to its end, until the catalog shows it. */
export async function runConnection(
  api: ConnectorApi,
  id: string,
  kind: Run['kind'] = 'import',
): Promise<Run> {
  const started = await api.startRun({ params: { id }, body: { kind } });
  return endOfRun(api, started.id);
}

/** Imports all of an archive, as far as it goes. */
export async function importArchive(
  api: ConnectorApi,
  fileName: string,
  content: Buffer,
): Promise<Run> {
  const archive = await api.uploadArchive({
    query: { fileName },
    body: new Blob([new Uint8Array(content)]),
  });
  const plan = await api.planArchive({
    params: { id: archive.id },
    body: { selection: { mode: 'top-level' }, options: {} },
  });
  await api.applyPlan({ params: { id: plan.id } });
  return endOfRun(api, plan.id);
}

/** Waits until a run has ended and the catalog shows what it has sent. */
async function endOfRun(api: ConnectorApi, id: string): Promise<Run> {
  const read = () => api.getRun({ params: { id } });
  await expect
    .poll(
      async () => {
        const { state, delivery } = await read();
        return runStates[state].ended && delivery?.settled !== false;
      },
      { timeout: 60_000 },
    )
    .toBe(true);
  return read();
}

/** Deletes every connection that was saved in the portal, with its entities. */
export async function forgetConnections(api: ConnectorApi): Promise<void> {
  const list = async () =>
    (await api.listConnections()).items.filter(
      ({ origin }) => origin === 'portal',
    );
  for (const { activeRun } of await list()) {
    if (activeRun) await api.cancelRun({ params: { id: activeRun.id } });
  }
  await expect
    .poll(async () => (await list()).some(({ activeRun }) => activeRun))
    .toBe(false);
  for (const { id, entityCount } of await list()) {
    await api.deleteConnection({
      params: { id },
      query: { entities: entityCount },
    });
  }
}
