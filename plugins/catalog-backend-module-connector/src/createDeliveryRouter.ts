import {
  DELIVERY_PATH,
  deliveryLimits,
  deliverySchema,
} from '@backstage-connector/plugin-connector-common';
import type { HttpAuthService } from '@backstage/backend-plugin-api';
import {
  CustomErrorBase,
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import express, { type RequestHandler, type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { ConnectorEntityProvider } from './ConnectorEntityProvider';

/** Seconds; the provider is connected near the end of the catalog's start. */
const RETRY_AFTER = 5;

class PayloadTooLargeError extends CustomErrorBase {
  override readonly name = 'PayloadTooLargeError';
  readonly statusCode = 413;
}

/**
 * The route by which the connector plugin, and nobody else, delivers entities.
 *
 * It comes before the catalog's own routes, so everything in it is bound to its
 * path: a body that was parsed here would be missing there.
 */
export function createDeliveryRouter(options: {
  provider: Pick<ConnectorEntityProvider, 'deliver'>;
  httpAuth: HttpAuthService;
  /** In bytes, of a request. */
  bodyLimit?: number;
}): Router {
  const { provider, httpAuth, bodyLimit = deliveryLimits.bytes } = options;
  const router = PromiseRouter();

  const onlyConnectorPlugin: RequestHandler = async (req, _res, next) => {
    const { principal } = await httpAuth.credentials(req, {
      allow: ['service'],
    });
    if (principal.subject !== 'plugin:connector') {
      throw new NotAllowedError(
        'Only the connector plugin may deliver entities here',
      );
    }
    next();
  };

  router.post(
    DELIVERY_PATH,
    onlyConnectorPlugin,
    readJson(bodyLimit),
    async (req, res) => {
      const delivery = deliverySchema.safeParse(req.body);
      if (!delivery.success) {
        throw new InputError(
          `Not a delivery: ${z.prettifyError(delivery.error)}`,
        );
      }
      try {
        res.json(await provider.deliver(delivery.data));
      } catch (error) {
        if (error instanceof ServiceUnavailableError) {
          res.setHeader('Retry-After', RETRY_AFTER);
        }
        throw error;
      }
    },
  );

  return router;
}

function readJson(limit: number): RequestHandler {
  const parse = express.json({ limit });
  return (req, res, next) =>
    parse(req, res, error =>
      next(
        error?.type === 'entity.too.large'
          ? new PayloadTooLargeError(
              `The delivery is larger than ${limit} bytes; send fewer entities at once`,
            )
          : error,
      ),
    );
}
