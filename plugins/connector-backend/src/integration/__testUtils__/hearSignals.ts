import { setTimeout } from 'node:timers/promises';

/** A page that listens to a channel of the signals plugin. */
export interface SignalsHeard {
  readonly messages: Record<string, unknown>[];
  close(): void;
}

/** Long enough for an answer on the same machine. */
const PATIENCE_MS = 500;

/**
 * Listens as a page does. The plugin does not answer the first request that asks
 * for a WebSocket, so that pages ask again, too.
 */
export async function hearSignals(options: {
  url: string;
  token: string;
  channel: string;
}): Promise<SignalsHeard> {
  const { url, token, channel } = options;
  for (;;) {
    const socket = new WebSocket(
      `${url.replace('http', 'ws')}/api/signals`,
      token,
    );
    const opened = new Promise<'open'>(resolve =>
      socket.addEventListener('open', () => resolve('open')),
    );
    const heard: SignalsHeard = { messages: [], close: () => socket.close() };
    socket.addEventListener('message', ({ data }) => {
      const signal = JSON.parse(data);
      if (signal.channel === channel) {
        heard.messages.push(signal.message);
      }
    });
    if (await Promise.race([opened, setTimeout(PATIENCE_MS)])) {
      socket.send(JSON.stringify({ action: 'subscribe', channel }));
      return heard;
    }
    socket.close();
  }
}
