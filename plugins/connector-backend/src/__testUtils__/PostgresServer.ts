import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A PostgreSQL server of a test's own, which it may crash and start again. */
export class PostgresServer {
  static async start(): Promise<PostgresServer> {
    const child = fork(join(__dirname, 'postgresServer.mjs'));
    const [url] = await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(([code]) => {
        throw new Error(`No PostgreSQL server could be started: ${code}`);
      }),
    ]);
    return new PostgresServer(child, url);
  }

  /** Of its superuser. */
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  /** Ends it in the middle of whatever it does. */
  crash(): Promise<void> {
    return this.#tell('crash');
  }

  /** With what it had committed. */
  startAgain(): Promise<void> {
    return this.#tell('start');
  }

  async remove(): Promise<void> {
    const exited = once(this.#child, 'exit');
    this.#child.send('stop');
    await exited;
  }

  async #tell(what: 'crash' | 'start'): Promise<void> {
    const done = once(this.#child, 'message');
    this.#child.send(what);
    await done;
  }
}
