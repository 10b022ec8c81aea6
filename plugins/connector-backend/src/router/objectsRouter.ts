import { stringifyEntityRef } from '@backstage/catalog-model';
import Router from 'express-promise-router';
import type { AuthorizedConnectionService } from '../connections/AuthorizedConnectionService';
import type { Route } from './createRoute';

export function objectsRouter(
  route: Route,
  connections: AuthorizedConnectionService,
) {
  const router = Router();
  route(router, 'getProvenance', ({ params }, caller) =>
    connections.provenance(stringifyEntityRef(params), caller),
  );
  return router;
}
