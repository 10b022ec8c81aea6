import { createMockDirectory } from '@backstage/backend-test-utils';
import { CatalogClient, type CatalogApi } from '@backstage/catalog-client';
import type { JsonObject } from '@backstage/types';
import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { testKey } from '../../__testUtils__/connectionServices';
import { createPortalApi, type PortalApi } from './portalApi';

/** When a process is to die: at the nth such statement of a plugin. */
export interface Death {
  readonly plugin: 'catalog' | 'connector';
  /** A regular expression. */
  readonly statement: string;
  readonly nth: number;
}

const directory = createMockDirectory();
const token = `test-${randomUUID()}`;

/** A portal in a process of its own, which can be killed. */
export class PortalProcess {
  /** Starts one; a second on the same database finds what the first has left. */
  static async start(database: JsonObject): Promise<PortalProcess> {
    const port = await freePort();
    const config = `${randomUUID()}.json`;
    directory.addContent({
      [config]: JSON.stringify(configuration(port, database)),
    });
    const child = fork(
      join(__dirname, 'portalMain.ts'),
      ['--config', directory.resolve(config)],
      {
        cwd: join(__dirname, '../../..'),
        execArgv: ['--require', '@backstage/cli/config/nodeTransform.cjs'],
        env: { ...process.env, NODE_ENV: 'development' },
        silent: true,
      },
    );
    const started = new PortalProcess(child, `http://127.0.0.1:${port}`);
    await started.#hear('ready');
    return started;
  }

  /** As a service. */
  readonly api: PortalApi;
  readonly catalog: CatalogApi;
  readonly #url: string;
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown[]>;
  #output = '';
  #userToken = '';

  private constructor(child: ChildProcess, url: string) {
    this.#url = url;
    this.#child = child;
    child.on('message', (message: { userToken?: string }) => {
      this.#userToken = message.userToken ?? this.#userToken;
    });
    this.#exited = once(child, 'exit');
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', text => {
        this.#output += text;
      });
    }
    this.api = createPortalApi({ url, token });
    this.catalog = new CatalogClient({
      discoveryApi: { getBaseUrl: async id => `${url}/api/${id}` },
      fetchApi: {
        fetch: (input, init) =>
          fetch(input, {
            ...init,
            headers: { ...init?.headers, Authorization: `Bearer ${token}` },
          }),
      },
    });
  }

  /** As a person. */
  get person(): PortalApi {
    return createPortalApi({ url: this.#url, token: this.#userToken });
  }

  /** From now on the process dies, as by kill -9, when it gets there. */
  async dieAt(death: Death): Promise<void> {
    this.#child.send(death);
    await this.#hear('armed');
  }

  /** Resolves when the process has died by itself. */
  async death(): Promise<void> {
    const [, signal] = await this.#exited;
    if (signal !== 'SIGKILL') {
      throw new Error(`The portal was not killed:\n${this.#output}`);
    }
  }

  /** As kill -9 does: nothing is tidied up. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }

  // Backstage's loader of TypeScript sends messages of its own.
  async #hear(expected: string): Promise<void> {
    const heard = new Promise<void>(resolve =>
      this.#child.on('message', message => {
        if (message === expected) {
          resolve();
        }
      }),
    );
    const ended = this.#exited.then(() => {
      throw new Error(`The portal ended:\n${this.#output}`);
    });
    await Promise.race([heard, ended]);
    ended.catch(() => {});
  }
}

function configuration(port: number, database: JsonObject) {
  return {
    backend: {
      baseUrl: `http://127.0.0.1:${port}`,
      listen: { host: '127.0.0.1', port },
      database,
      auth: {
        externalAccess: [
          { type: 'static', options: { token, subject: 'a-test' } },
        ],
      },
    },
    catalog: {
      processingInterval: { hours: 1 },
      stitchingStrategy: { pollingInterval: { milliseconds: 50 } },
    },
    connector: {
      encryption: { keys: [testKey('k1')] },
      worker: { heartbeat: '200ms', lease: '1s', pollInterval: '200ms' },
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
