import type { Asset } from '@backstage-connector/plugin-connector-common';
import { ConnectorError } from './ConnectorError';
import type { ConnectorContext, Session } from './connector';
import { createConnector, type ConnectorOptions } from './createConnector';

const coded = (code: string) => Object.assign(new Error(code), { code });

const asset: Asset = {
  kind: 'database',
  urn: 'urn:connector:shop:s:d',
  name: 'd',
  path: ['d'],
};

const session: Session = { evidence: {}, close: async () => {} };

function connectorOf(parts: Partial<ConnectorOptions<Session>>) {
  return createConnector<Session>({
    technology: {
      id: 'shop',
      title: 'Shop',
      description: 'A shop.',
      module: 'dictionary',
      connectionType: 'online',
      docsUrl: 'https://example.com',
      fields: [
        {
          name: 'host',
          title: 'Host',
          description: 'Where.',
          type: 'text',
          required: true,
          section: 'connection',
        },
      ],
      assetKinds: ['database'],
      capabilities:
        {} as ConnectorOptions<Session>['technology']['capabilities'],
      scope: { levels: ['table'] },
    },
    diagnoses: [],
    example: { parameters: { host: 'h' }, secrets: {} },
    checks: [{ id: 'reach', title: 'Reach it', importance: 'mandatory' }],
    open: async () => session,
    async *list() {
      yield { path: ['t'] };
    },
    async *extract() {
      yield asset;
    },
    ...parts,
  });
}

const contextOf = (signal: AbortSignal): ConnectorContext => ({
  signal,
  log: () => {},
  progress: () => {},
});
const context = contextOf(new AbortController().signal);
const config = {
  parameters: { host: 'h' },
  secrets: {},
  scope: { include: [], exclude: [] },
};

async function allOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) {
    all.push(item);
  }
  return all;
}

describe('createConnector', () => {
  it('declares the checks of its steps', () => {
    const { technology, checks } = connectorOf({
      checks: [
        { id: 'reach', title: 'Reach it', importance: 'mandatory' },
        {
          id: 'count',
          title: 'Count',
          importance: 'optional',
          consequence: 'None.',
          run: async () => 'One.',
        },
      ],
    });
    expect(technology.checks).toEqual([
      { id: 'reach', title: 'Reach it', importance: 'mandatory' },
      {
        id: 'count',
        title: 'Count',
        importance: 'optional',
        consequence: 'None.',
      },
    ]);
    expect(checks.map(step => step.run !== undefined)).toEqual([false, true]);
  });

  it('rejects settings that are not valid before it opens anything', async () => {
    const open = jest.fn();
    const opening = connectorOf({ open }).open(
      { ...config, parameters: {} },
      context,
    );
    await expect(opening).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('host'),
    });
    expect(open).not.toHaveBeenCalled();
  });

  it('explains what open, a step, list and extract throw', async () => {
    const fail = async () => {
      throw coded('ECONNREFUSED');
    };
    async function* failing(): AsyncGenerator<never> {
      await fail();
    }
    const connector = connectorOf({
      open: fail,
      checks: [
        { id: 'reach', title: 'Reach', importance: 'mandatory', run: fail },
      ],
      list: failing,
      extract: failing,
    });
    for (const action of [
      () => connector.open(config, context),
      () => connector.checks[0].run!(session, context),
      () => allOf(connector.list(session, context)),
      () => allOf(connector.extract(session, context)),
    ]) {
      const error = await action().catch(reason => reason);
      expect(error).toBeInstanceOf(ConnectorError);
      expect(error.failure.code).toBe('network.refused');
      expect(error.cause).toMatchObject({ code: 'ECONNREFUSED' });
    }
  });

  it.each([
    ['throws something of its own', () => Promise.reject(coded('ECONNRESET'))],
    ['ends quietly, as if the read were complete', async () => {}],
  ])('passes the reason of an abort on when the driver %s', async (_, end) => {
    const aborter = new AbortController();
    const reason = new Error('cancelled');
    const connector = connectorOf({
      async *extract() {
        yield asset;
        aborter.abort(reason);
        await end();
      },
    });
    await expect(
      allOf(connector.extract(session, contextOf(aborter.signal))),
    ).rejects.toBe(reason);
  });

  it('starts nothing for a signal that is aborted', async () => {
    const open = jest.fn();
    const reason = new Error('too late');
    await expect(
      connectorOf({ open }).open(config, contextOf(AbortSignal.abort(reason))),
    ).rejects.toBe(reason);
    expect(open).not.toHaveBeenCalled();
  });

  it('lets a reader that stops early end the read', async () => {
    const ended = jest.fn();
    const connector = connectorOf({
      async *extract() {
        try {
          yield asset;
          yield asset;
        } finally {
          ended();
        }
      },
    });
    for await (const first of connector.extract(session, context)) {
      expect(first).toBe(asset);
      break;
    }
    expect(ended).toHaveBeenCalledTimes(1);
  });
});
