import {
  capabilities,
  type Technology,
} from '@backstage-connector/plugin-connector-common';
import {
  createConnector,
  type Connector,
  type ConnectorConfig,
  type ConnectorContext,
  type ScopeItem,
  type Session,
} from '@backstage-connector/plugin-connector-node';

/** What happens when the sample source is used; a test replaces parts of it. */
export interface SampleWorld {
  open(config: ConnectorConfig, context: ConnectorContext): Promise<void>;
  list(context: ConnectorContext): Promise<string>;
  comments(context: ConnectorContext): Promise<string>;
  items(): AsyncIterable<ScopeItem>;
  close(): Promise<void>;
  /** How many sessions are open. */
  sessions: number;
}

const everything = Object.fromEntries(
  capabilities.map(it => [it, { supported: true }]),
) as Technology['capabilities'];

async function* noItems(): AsyncGenerator<ScopeItem> {}

/** A technology without a source: its world is what the test says. */
export function createSampleConnector(over: Partial<SampleWorld> = {}): {
  connector: Connector;
  world: SampleWorld;
} {
  const world: SampleWorld = {
    open: async () => {},
    list: async () => '2 schemas',
    comments: async () => '7 comments',
    items: noItems,
    close: async () => {},
    sessions: 0,
    ...over,
  };
  const connector = createConnector<Session>({
    technology: {
      id: 'sample',
      title: 'Sample',
      description: 'A source that exists in tests only.',
      module: 'dictionary',
      connectionType: 'online',
      docsUrl: 'https://sample.example.com/docs',
      fields: [
        {
          type: 'text',
          name: 'host',
          title: 'Host',
          description: 'Where it is.',
          required: true,
          section: 'connection',
        },
        {
          type: 'number',
          name: 'port',
          title: 'Port',
          description: 'Where it listens.',
          default: 4711,
          minimum: 1,
          maximum: 65535,
          section: 'connection',
        },
        {
          type: 'secret',
          name: 'password',
          title: 'Password',
          description: 'Lets in.',
          required: true,
          section: 'connection',
        },
        {
          type: 'secret',
          name: 'token',
          title: 'Token',
          description: 'Also lets in.',
          section: 'security',
        },
      ],
      assetKinds: ['database', 'schema', 'table'],
      capabilities: everything,
      scope: { levels: ['schema', 'table'] },
    },
    diagnoses: [
      {
        code: 'sample.password',
        title: 'The password is wrong',
        remedy: 'Enter it again.',
        kind: 'config',
        step: 'sign-in',
        field: 'password',
        matches: error => (error as { code?: string }).code === 'WRONG',
      },
      {
        code: 'sample.no-right',
        title: 'The right to list is missing',
        remedy: 'Grant it.',
        kind: 'config',
        matches: error => (error as { code?: string }).code === 'NO_RIGHT',
      },
    ],
    example: { parameters: { host: 'localhost' }, secrets: { password: 'x' } },
    checks: [
      { id: 'reach', title: 'Reach the host', importance: 'mandatory' },
      { id: 'sign-in', title: 'Sign in', importance: 'mandatory' },
      {
        id: 'list',
        title: 'List the schemas',
        importance: 'mandatory',
        run: (_, context) => world.list(context),
      },
      {
        id: 'comments',
        title: 'Read the comments',
        importance: 'optional',
        consequence: 'Comments will not be imported.',
        run: (_, context) => world.comments(context),
      },
    ],
    async open(config, context) {
      await world.open(config, context);
      world.sessions += 1;
      return {
        evidence: { reach: 'localhost:4711', 'sign-in': 'As reader' },
        async close() {
          world.sessions -= 1;
          await world.close();
        },
      };
    },
    list: () => world.items(),
    async *extract() {},
  });
  return { connector, world };
}

/** Settings the sample technology takes. */
export const sampleConfig: ConnectorConfig = {
  parameters: { host: 'localhost' },
  secrets: { password: 'hunter2' },
  scope: { include: [], exclude: [] },
};

/** What a driver throws. */
export function driverError(code: string, message = code): Error {
  return Object.assign(new Error(message), { code });
}
