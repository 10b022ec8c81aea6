import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/**
 * Looks like a PostgreSQL server that asks for a password and repeats it in its
 * refusal, as no server should.
 *
 * https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
export async function startIndiscreetServer() {
  const server = createServer(socket => {
    socket.on('error', () => {});
    socket.on('data', received => {
      if (typeof received === 'string') return; // no encoding is set
      if (received.length === 8) {
        socket.write('N'); // no TLS
      } else if (received[0] === 'p'.charCodeAt(0)) {
        const password = received.subarray(5, -1).toString();
        const text = `SFATAL\0VFATAL\0C28P01\0MYour password "${password}" is wrong\0\0`;
        socket.end(message('E', Buffer.from(text)));
      } else {
        socket.write(message('R', Buffer.from([0, 0, 0, 3]))); // in clear text
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    parameters: { host: '127.0.0.1', port },
    async close() {
      server.close();
      await once(server, 'close');
    },
  };
}

function message(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
}
