import Router from 'express-promise-router';
import type { AuthorizedConnectionService } from '../connections/AuthorizedConnectionService';
import type { Route } from './createRoute';

export function checksRouter(
  route: Route,
  connections: AuthorizedConnectionService,
) {
  const router = Router();
  route(router, 'startCheck', ({ params }, caller) =>
    connections.startCheck(params.id, caller),
  );
  route(router, 'getCheck', ({ params }, caller) =>
    connections.getCheck(params.id, caller),
  );
  route(router, 'cancelCheck', ({ params }, caller) =>
    connections.cancelCheck(params.id, caller),
  );
  route(router, 'matchScope', ({ params, body }, caller) =>
    connections.matchScope(params.id, body, caller),
  );
  return router;
}
