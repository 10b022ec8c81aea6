import Router from 'express-promise-router';
import type { AuthorizedRunService } from '../connections/AuthorizedRunService';
import type { Route } from './createRoute';

export function runsRouter(route: Route, runs: AuthorizedRunService) {
  const router = Router();
  route(router, 'startRun', ({ params, body }, caller) =>
    runs.start(params.id, body.kind, caller),
  );
  route(router, 'listRuns', ({ query }, caller) => runs.list(query, caller));
  route(router, 'listRunStrips', async ({ query }, caller) => ({
    items: await runs.strips(query, caller),
  }));
  route(router, 'compareRuns', ({ params, query }, caller) =>
    runs.compare(params.id, params.other, query, caller),
  );
  route(router, 'getRun', ({ params }, caller) => runs.get(params.id, caller));
  route(router, 'cancelRun', ({ params }, caller) =>
    runs.cancel(params.id, caller),
  );
  route(router, 'reviewRun', ({ params, body }, caller) =>
    runs.review(params.id, body.answer, caller),
  );
  route(router, 'readRunLog', ({ params, query }, caller) =>
    runs.readLog(params.id, query, caller),
  );
  route(router, 'listDecisions', ({ params, query }, caller) =>
    runs.listDecisions(params.id, query, caller),
  );
  route(router, 'downloadDecisions', ({ params, query }, caller) =>
    runs.downloadDecisions(params.id, query.format, caller),
  );
  return router;
}
