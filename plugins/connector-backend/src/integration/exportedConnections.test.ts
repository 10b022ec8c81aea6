import {
  connectionReadPermission,
  type ExportSelection,
} from '@backstage-connector/plugin-connector-common';
import { connectorExtensionPoint } from '@backstage-connector/plugin-connector-node';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { randomBytes } from 'node:crypto';
import { connectionInput, importOptions } from '../__testUtils__/connections';
import { engines } from '../__testUtils__/databases';
import { eventually } from '../__testUtils__/eventually';
import { portalDatabase } from '../__testUtils__/portalDatabase';
import { createSampleConnector } from '../__testUtils__/sampleConnector';
import {
  connectorConnectionConditions,
  createConnectorConnectionConditionalDecision,
} from '../index';
import { component, importing, refusalOf } from './__testUtils__/archiveWorld';
import { downloadArchive } from './__testUtils__/archivesOf';
import { ForeignProvider } from './__testUtils__/ForeignProvider';
import {
  startImportPortal,
  type ImportPortal,
} from './__testUtils__/importPortal';
import { RecordedLog } from './__testUtils__/RecordedLog';
import { policyFeatures } from './__testUtils__/testPolicy';

jest.setTimeout(120_000);

const canary = () => `canary-${randomBytes(12).toString('hex')}`;

/** Reads the connections that Grace has created. */
const graces = 'user:default/sam';
/** Exports, and reads no connection. */
const blind = 'user:default/guest';
const GRACE = 'user:default/grace';

/** The sample technology with a setting where people write what they should not. */
function sampleModule() {
  const { connector } = createSampleConnector();
  const { technology } = connector;
  return createBackendModule({
    pluginId: 'connector',
    moduleId: 'sample',
    register: reg =>
      reg.registerInit({
        deps: { connectors: connectorExtensionPoint },
        init: async ({ connectors }) =>
          connectors.addConnector({
            ...connector,
            technology: {
              ...technology,
              fields: [
                ...technology.fields,
                {
                  type: 'text',
                  name: 'dsn',
                  title: 'URL',
                  description: 'Where it is, too.',
                  section: 'advanced',
                },
              ],
            },
          }),
      }),
  });
}

const permissions = policyFeatures(async ({ permission }, user) => {
  const person = user?.info.userEntityRef;
  const isRead = permission.name === connectionReadPermission.name;
  if (isRead && person === graces) {
    return createConnectorConnectionConditionalDecision(
      connectionReadPermission,
      connectorConnectionConditions.isCreatedBy({ userRefs: [GRACE] }),
    );
  }
  return {
    result:
      isRead && person === blind ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
  };
});

/** Until the catalog shows the one entity of the test. */
async function untilShown(portal: ImportPortal) {
  await eventually(async () => {
    const { items } = await portal.catalog.getEntities();
    expect(items).toHaveLength(1);
  });
}

const daily = {
  recurrence: { kind: 'daily' as const, time: '02:30' },
  zone: 'Europe/Paris',
};
const scope = { include: ['sales.*'], exclude: ['sales.tmp_*'] };

describe.each(engines)('AR-5: connections in archives, on %s', engine => {
  const stored = canary();
  const variable = canary();
  const declared = canary();
  const inUrl = canary();
  const all = [stored, variable, declared, inUrl, 'CONNECTOR_TEST_CANARY'];

  const log = new RecordedLog();
  const foreign = new ForeignProvider();
  let here: ImportPortal;
  let there: ImportPortal;
  let warehouse: string;
  let lake: string;

  beforeAll(async () => {
    process.env.CONNECTOR_TEST_CANARY = variable;
    here = await startImportPortal({
      database: await portalDatabase(engine),
      config: { permission: { enabled: true } },
      connector: {
        encryption: {
          keys: [{ id: 'k1', secret: Buffer.alloc(32, 1).toString('base64') }],
          allowedVariables: ['CONNECTOR_TEST_CANARY'],
        },
        connections: [
          {
            id: 'declared',
            name: 'Declared',
            technology: 'sample',
            parameters: { host: 'localhost', dsn: `pw is ${declared}` },
            secrets: { password: declared },
            schedule: daily,
            owner: 'group:default/data-platform',
          },
        ],
      },
      technologies: [sampleModule()],
      features: [foreign.feature, log.feature, ...permissions],
    });
    there = await startImportPortal({
      database: await portalDatabase(engine),
      technologies: [sampleModule()],
    });
    await foreign.provideEntities([component('web')]);
    await untilShown(here);
    const { id } = await here.client.createConnection({
      body: connectionInput({
        parameters: {
          host: 'db.example.com',
          port: 5433,
          dsn: `sample://ada:${inUrl}@db.example.com`,
        },
        secrets: {
          password: { from: 'value', value: stored },
          token: { from: 'environment', variable: 'CONNECTOR_TEST_CANARY' },
        },
        scope,
      }),
    });
    warehouse = id;
    await here.client.putSchedule({ params: { id }, body: daily });
    const grace = await here.as(GRACE);
    const created = await grace.client.createConnection({
      body: connectionInput({
        name: '<img src=x onerror=alert(1)>',
        parameters: { host: `lake.example.com` },
      }),
    });
    lake = created.id;
  });
  afterAll(async () => {
    delete process.env.CONNECTOR_TEST_CANARY;
    await Promise.all([here.stop(), there.stop()]);
  });

  const selection = (
    connections: string[],
    more: Partial<ExportSelection> = {},
  ) => ({ connections, ...more });

  it('say how they are set up, and hold no secret in any form', async () => {
    const body = selection([warehouse, 'declared'], { query: {} });
    const { bytes, header, lines, record } = await downloadArchive(here, body);
    expect(lines).toHaveLength(1);
    expect(header.connections).toEqual([
      {
        id: warehouse,
        name: 'Warehouse',
        technology: 'sample',
        parameters: { host: 'db.example.com', port: 5433 },
        withheld: ['password', 'token', 'dsn'],
        scope,
        options: importOptions,
        schedule: expect.objectContaining({ ...daily, enabled: true }),
      },
      expect.objectContaining({
        id: 'declared',
        parameters: { host: 'localhost' },
        withheld: ['password', 'dsn'],
        schedule: expect.objectContaining(daily),
      }),
    ]);
    const told = [
      {
        id: warehouse,
        name: 'Warehouse',
        technology: 'sample',
        withheld: ['password', 'token', 'dsn'],
      },
      expect.objectContaining({ id: 'declared' }),
    ];
    expect(record.report.connections).toEqual(told);
    const preview = await here.client.previewExport({
      body: body as ExportSelection,
    });
    expect(preview.connections).toEqual(told);

    const upload = await importing(there).upload(bytes);
    const tables = await (await here.knexOf('connector'))('exports').select();
    const places = {
      bytes: bytes.toString('latin1'),
      contents: JSON.stringify([header, lines]),
      answers: JSON.stringify([preview, record, upload]),
      database: JSON.stringify(tables),
      log: log.text,
    };
    for (const [place, text] of Object.entries(places)) {
      const forms = all.flatMap(it => [it, Buffer.from(it).toString('base64')]);
      expect([place, forms.filter(it => text.includes(it))]).toEqual([
        place,
        [],
      ]);
    }
  });

  it('are only those that the person may read', async () => {
    const sam = await here.as(graces);
    const { header } = await downloadArchive(sam, selection([lake]));
    expect(header.connections).toHaveLength(1);
    const asked = (body: object) => [
      refusalOf(downloadArchive(sam, body)),
      refusalOf(sam.client.previewExport({ body: body as ExportSelection })),
    ];
    for (const id of [warehouse, 'no-such-connection']) {
      const refusal = {
        status: 400,
        message: `"connections": there is no connection "${id}" that you may read; leave it out`,
      };
      expect(await Promise.all(asked(selection([lake, id])))).toEqual([
        refusal,
        refusal,
      ]);
    }
    const guest = await here.as(blind);
    expect(
      await refusalOf(downloadArchive(guest, selection([lake]))),
    ).toMatchObject({
      status: 403,
      message: expect.stringContaining('connector.connection.read'),
    });
    // Entities need no right to connections.
    const { lines } = await downloadArchive(guest, { query: {} });
    expect(lines).toHaveLength(1);
  });

  it('are shown where they arrive, and written by a person only', async () => {
    const { bytes, header } = await downloadArchive(
      here,
      selection([warehouse, lake], { query: {} }),
    );
    const ada = importing(there);
    const archive = await ada.upload(bytes);
    expect(archive.header.connections).toEqual(header.connections);
    const shown = await there.client.getArchive({ params: { id: archive.id } });
    expect(shown.header.connections?.[1].name).toBe(
      '<img src=x onerror=alert(1)>',
    );
    expect(await ada.apply(await ada.plan(archive))).toMatchObject({
      state: 'succeeded',
      byAction: { create: 1 },
    });
    expect((await there.client.listConnections()).items).toEqual([]);

    // What the wizard sends when only the secrets are entered.
    const [{ name, technology, parameters, options }] = header.connections!;
    const { id } = await there.client.createConnection({
      body: {
        ...{ name, technology, parameters, scope, options },
        secrets: { password: { from: 'value', value: 'another' } },
      },
    });
    const back = await downloadArchive(there, selection([id]));
    const { schedule: _, ...expected } = header.connections![0];
    expect(back.header.connections).toEqual([
      { ...expected, id, withheld: ['password'] },
    ]);
  });

  it('need no entities beside them', async () => {
    const { bytes } = await downloadArchive(here, selection([lake]));
    const archive = await importing(there).upload(bytes);
    expect(archive).toMatchObject({ objects: 0, topLevel: 0 });
    expect(archive.header.connections).toHaveLength(1);
  });
});
