import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket, type TLSSocketOptions } from 'node:tls';

export interface TestListener {
  readonly host: string;
  readonly port: number;
  /** May be called twice. */
  close(): Promise<void>;
}

/** A TCP server on a port of its own, for what no real server does on demand. */
export async function listen(
  answer: (socket: Socket) => void,
): Promise<TestListener> {
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    answer(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    async close() {
      if (server.listening) {
        sockets.forEach(socket => socket.destroy());
        server.close();
        await once(server, 'close');
      }
    },
  };
}

/** Accepts, and never says a word. */
export const listenSilently = () => listen(() => {});

/** A port on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = await listenSilently();
  await server.close();
  return server.port;
}

// https://www.postgresql.org/docs/current/protocol-message-formats.html
function message(type: string, content: Buffer | string): Buffer {
  const head = Buffer.alloc(5, type);
  head.writeInt32BE(Buffer.byteLength(content) + 4, 1);
  return Buffer.concat([head, Buffer.from(content)]);
}

/** Lets nobody in, with this SQLSTATE. */
export const listenRefusing = (sqlState: string) =>
  listen(socket => {
    const fields = `SFATAL\0VFATAL\0C${sqlState}\0MThe test refuses.\0\0`;
    socket.once('data', () => socket.write(message('E', fields)));
  });

/** Wants a password in clear text. */
export const listenForPassword = () =>
  listen(socket => {
    socket.once('data', () => socket.write(message('R', '\0\0\0\x03')));
  });

/** Lets everybody in, as a pooler without a free server does, and waits. */
export async function listenPooling(): Promise<
  TestListener & {
    /** How many are connected. */
    open(): number;
    /** How many questions have come. */
    asked(): number;
  }
> {
  const letIn = Buffer.concat([message('R', '\0\0\0\0'), message('Z', 'I')]);
  let open = 0;
  let asked = 0;
  const listener = await listen(socket => {
    open += 1;
    socket.on('close', () => {
      open -= 1;
    });
    socket.once('data', () => {
      socket.write(letIn);
      socket.on('data', () => {
        asked += 1;
      });
    });
  });
  return { ...listener, open: () => open, asked: () => asked };
}

/** Lets everybody in, and answers one integer, whatever is asked. */
export const listenAnswering = (column: string, value: number) =>
  listen(socket => {
    const letIn = message('R', '\0\0\0\0');
    const ready = message('Z', 'I');
    const integer = '\0\0\0\0\0\0\0\0\0\x17\0\x04\0\0\0\0\0\0';
    const text = String(value);
    const size = String.fromCharCode(text.length);
    socket.once('data', () => {
      socket.write(Buffer.concat([letIn, ready]));
      socket.on('data', () =>
        socket.write(
          Buffer.concat([
            message('T', `\0\x01${column}\0${integer}`),
            message('D', `\0\x01\0\0\0${size}${text}`),
            message('C', 'SELECT 1\0'),
            ready,
          ]),
        ),
      );
    });
  });

const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

/** A server before the server: with TLS, or with none. */
export async function listenBefore(
  server: { host: string; port: number },
  tls?: TLSSocketOptions,
): Promise<TestListener> {
  const forward = (client: Duplex, first?: Buffer) => {
    const upstream = connect(server.port, server.host);
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
    if (first) {
      upstream.write(first);
    }
    client.pipe(upstream).pipe(client);
  };
  return listen(socket => {
    socket.once('data', (first: Buffer) => {
      if (!first.equals(sslRequest)) {
        forward(socket, first);
      } else if (tls) {
        socket.write('S');
        forward(new TLSSocket(socket, { ...tls, isServer: true }));
      } else {
        socket.write('N');
        forward(socket);
      }
    });
  });
}
