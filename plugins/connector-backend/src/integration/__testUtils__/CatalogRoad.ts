import {
  DELIVERY_PATH,
  type Delivery,
} from '@backstage-connector/plugin-connector-common';
import {
  coreServices,
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/**
 * The way from the connector plugin to the catalog of the same portal, which a
 * test can watch and close.
 */
export class CatalogRoad {
  /** What has been sent and not been taken, also what did not arrive. */
  readonly deliveries: Delivery[] = [];
  /**
   * By connection: while set, its deliveries are answered with this status, or
   * not at all.
   */
  readonly closed = new Map<string, number | 'unreachable'>();
  /** Awaited before a delivery is passed on. */
  beforeDelivery: () => Promise<void> = async () => {};

  readonly #server = createServer((request, response) => {
    this.#pass(request, response).catch(() => request.socket.destroy());
  });
  #portal = '';

  static async open(): Promise<CatalogRoad> {
    const road = new CatalogRoad();
    road.#server.listen(0, '127.0.0.1');
    await once(road.#server, 'listening');
    return road;
  }

  /** Leads the connector plugin of a portal here. */
  get feature(): BackendFeature {
    return createServiceFactory({
      service: coreServices.discovery,
      deps: { plugin: coreServices.pluginMetadata },
      factory: ({ plugin }) => {
        const baseUrl = (target: string) =>
          plugin.getId() === 'connector' && target === 'catalog'
            ? `${this.#url}/api/catalog`
            : `${this.#portal}/api/${target}`;
        return {
          getBaseUrl: async target => baseUrl(target),
          getExternalBaseUrl: async target => baseUrl(target),
        };
      },
    });
  }

  leadTo(portal: { url: string }): void {
    this.#portal = portal.url;
  }

  /** What a connection has sent since the last call. */
  takeDelivered({ id }: { id: string }): {
    added: string[];
    removed: string[];
  } {
    const all = this.deliveries.splice(0);
    const taken = all.filter(it => it.source === id);
    this.deliveries.push(...all.filter(it => it.source !== id));
    return {
      added: taken
        .flatMap(it => it.added.map(({ metadata }) => metadata.title ?? ''))
        .sort(),
      removed: taken.flatMap(it => it.removed).sort(),
    };
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  get #url() {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async #pass(request: IncomingMessage, response: ServerResponse) {
    const { url = '', method, headers } = request;
    const body = await text(request);
    if (url.endsWith(DELIVERY_PATH)) {
      const delivery: Delivery = JSON.parse(body);
      this.deliveries.push(delivery);
      const closed = this.closed.get(delivery.source);
      if (closed === 'unreachable') {
        request.socket.destroy();
        return;
      }
      if (closed !== undefined) {
        response.writeHead(closed).end();
        return;
      }
      await this.beforeDelivery();
    }
    const answer = await fetch(`${this.#portal}${url}`, {
      method,
      headers: {
        authorization: headers.authorization ?? '',
        'content-type': headers['content-type'] ?? '',
      },
      ...(body && { body }),
    });
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(await answer.text());
  }
}
