import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** How a server misbehaves that only looks like PostgreSQL. */
export type Behaviour = 'never answers' | 'refuses the password';

/**
 * Stands in for a PostgreSQL server in a state that a real one cannot be
 * brought into for certain: one that trusts everybody knows no wrong password.
 */
export async function startServer(behaviour: Behaviour) {
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    socket.on('error', () => {});
    if (behaviour === 'refuses the password') refuse(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async stop() {
      if (!server.listening) return;
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

// https://www.postgresql.org/docs/current/protocol-message-formats.html
function refuse(socket: Socket): void {
  const answers = [
    Buffer.from('N'), // no TLS
    message('R', Buffer.from([0, 0, 0, 3])), // AuthenticationCleartextPassword
    message(
      'E',
      Buffer.from(
        'SFATAL\0VFATAL\0C28P01\0Mpassword authentication failed for user\0\0',
      ),
    ),
  ];
  socket.on('data', received => {
    // The length of SSLRequest; whoever wants no TLS starts with the next.
    if (received.length !== 8 && answers.length === 3) answers.shift();
    const answer = answers.shift();
    if (answer) socket.write(answer);
    if (!answers.length) socket.end();
  });
}

function message(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
}
