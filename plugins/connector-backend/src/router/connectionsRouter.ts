import Router from 'express-promise-router';
import type { AuthorizedConnectionService } from '../connections/AuthorizedConnectionService';
import type { Route } from './createRoute';

export function connectionsRouter(
  route: Route,
  connections: AuthorizedConnectionService,
) {
  const router = Router();
  route(router, 'listConnections', async (_, caller) => ({
    items: await connections.list(caller),
  }));
  route(router, 'createConnection', ({ body }, caller) =>
    connections.create(body, caller),
  );
  route(router, 'getConnection', ({ params }, caller) =>
    connections.get(params.id, caller),
  );
  route(router, 'updateConnection', ({ params, body }, caller) =>
    connections.update(params.id, body, caller),
  );
  route(router, 'duplicateConnection', ({ params, body }, caller) =>
    connections.duplicate(params.id, body.name, caller),
  );
  route(router, 'setConnectionEnabled', ({ params, body }, caller) =>
    connections.setEnabled(params.id, body.enabled, caller),
  );
  route(router, 'deleteConnection', ({ params, query }, caller) =>
    connections.delete(params.id, query.entities, caller),
  );
  return router;
}
