import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** The way from the portal to a server, which a test can make fail. */
export class SourceRoad {
  /** While true, connections are accepted, and nothing comes or goes. */
  silent = false;

  readonly #sockets = new Set<Socket>();
  readonly #server;

  static async open(server: {
    host: string;
    port: number;
  }): Promise<SourceRoad> {
    const road = new SourceRoad(server);
    road.#server.listen(0, '127.0.0.1');
    await once(road.#server, 'listening');
    return road;
  }

  private constructor({ host, port }: { host: string; port: number }) {
    this.#server = createServer(near => {
      const far = connect(port, host);
      this.#lead(near, far);
      this.#lead(far, near);
    });
  }

  /** Where the portal has to connect to. */
  get parameters() {
    const { address: host, port } = this.#server.address() as AddressInfo;
    return { host, port };
  }

  /** From now on nobody listens at the port. */
  async close(): Promise<void> {
    if (this.#server.listening) {
      this.#sockets.forEach(socket => socket.destroy());
      this.#server.close();
      await once(this.#server, 'close');
    }
  }

  #lead(from: Socket, to: Socket) {
    this.#sockets.add(from);
    from
      .on('data', bytes => this.silent || to.write(bytes))
      .on('error', () => {})
      .on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
  }
}
