import {
  assetUrn,
  importOptionsSchema,
  type Asset,
  type ImportOptions,
  type TableStructure,
} from '@backstage-connector/plugin-connector-common';
import {
  createConnector,
  type Connector,
  type Diagnosis,
} from '@backstage-connector/plugin-connector-node';
import { NotFoundError } from '@backstage/errors';
import type { ConnectionSource } from '../runs/types';

const urn = (...path: string[]) =>
  assetUrn({ technology: 'test', system: 'here', path });

/** A table of one column whose type is given. */
export function table(name: string, type = 'integer', owner?: string): Asset {
  return {
    kind: 'table',
    urn: urn('db', 'main', name),
    parent: urn('db', 'main'),
    path: ['db', 'main', name],
    name,
    relationType: 'table',
    ...(owner !== undefined && { owner }),
    structure: {
      columns: [{ name: 'id', position: 1, type, nullable: false }],
      uniqueConstraints: [],
      checks: [],
      foreignKeys: [],
      indexes: [],
    } satisfies TableStructure,
  };
}

/** A scope of the test source that cannot be listed. */
export const unreadableSchema: Asset = {
  kind: 'not-observed',
  urn: urn('db', 'main'),
  parent: urn('db'),
  path: ['db', 'main'],
  name: 'main',
  reason: 'The user may not use it.',
};

/**
 * A source in memory with one database and schema, and connections to it. What
 * it has, and when it fails, is set by the test.
 */
export class TestSource implements ConnectionSource {
  assets: Asset[] = [];
  /** What the source of a connection has; by default each has the same. */
  assetsOf: (connectionId: string) => Asset[] = () => this.assets;
  /** Awaited before each asset is given out. */
  onAsset: (index: number, signal: AbortSignal) => Promise<void> =
    async () => {};
  blocked: Error | undefined;
  diagnoses: Diagnosis[] = [];
  options: ImportOptions = importOptionsSchema.parse({
    source: { kind: 'none' },
    owner: 'group:default/platform',
  });
  settings: Record<string, unknown> = { parameters: { file: 'x' } };
  /** How many sessions are open now. */
  sessions = 0;

  /** Fills the source with the database, the schema and these assets. */
  has(...assets: Asset[]): this {
    this.assets = [
      { kind: 'database', urn: urn('db'), path: ['db'], name: 'db' },
      {
        kind: 'schema',
        urn: urn('db', 'main'),
        parent: urn('db'),
        path: ['db', 'main'],
        name: 'main',
      },
      ...assets,
    ];
    return this;
  }

  async nameOf(id: string) {
    return `Connection ${id}`;
  }

  async runnable(id: string) {
    if (id === 'unknown') {
      throw new NotFoundError(`There is no connection "${id}"`);
    }
    if (this.blocked) {
      throw this.blocked;
    }
    return {
      id,
      name: `Connection ${id}`,
      technology: 'test',
      revision: 1,
      options: this.options,
      updatedBy: 'user:default/ada',
      settings: this.settings,
    };
  }

  async open(id: string) {
    return {
      connector: this.#connector(id),
      config: {
        parameters: {},
        secrets: { password: 's3cret' },
        scope: { include: [], exclude: [] },
      },
      secrets: ['s3cret'],
    };
  }

  #connector(id: string): Connector {
    return createConnector({
      technology: {
        id: 'test',
        title: 'Test',
        description: 'A source in memory.',
        module: 'dictionary',
        connectionType: 'online',
        docsUrl: 'https://example.com',
        fields: [
          {
            name: 'password',
            title: 'Password',
            description: 'A secret.',
            type: 'secret',
            section: 'security',
          },
        ],
        assetKinds: ['database', 'schema', 'table'],
        capabilities: {} as never,
        scope: { levels: ['schema', 'table'] },
      },
      diagnoses: this.diagnoses,
      checks: [{ id: 'reach', title: 'Reach', importance: 'mandatory' }],
      example: { parameters: {}, secrets: {} },
      open: async () => {
        this.sessions += 1;
        return {
          evidence: {},
          close: async () => {
            this.sessions -= 1;
          },
        };
      },
      async *list() {},
      extract: (_, context) => this.#extract(id, context.signal),
    });
  }

  async *#extract(id: string, signal: AbortSignal) {
    for (const [index, asset] of this.assetsOf(id).entries()) {
      await this.onAsset(index, signal);
      yield asset;
    }
  }
}
