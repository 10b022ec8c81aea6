import Router from 'express-promise-router';
import type { AuthorizedScheduleService } from '../schedules/AuthorizedScheduleService';
import type { Route } from './createRoute';

export function schedulesRouter(
  route: Route,
  schedules: AuthorizedScheduleService,
) {
  const router = Router();
  route(router, 'listSchedules', async (_, caller) => ({
    items: await schedules.list(caller),
  }));
  route(router, 'getSchedule', ({ params }, caller) =>
    schedules.get(params.id, caller),
  );
  route(router, 'putSchedule', ({ params, body }, caller) =>
    schedules.save(params.id, body, caller),
  );
  route(router, 'deleteSchedule', ({ params, query }, caller) =>
    schedules.delete(params.id, query.version, caller),
  );
  route(router, 'previewSchedule', async ({ body }, caller) => ({
    items: await schedules.preview(body, caller),
  }));
  route(router, 'listUpcoming', async ({ query }, caller) => ({
    items: await schedules.upcoming(query.limit, caller),
  }));
  route(router, 'listOccurrences', ({ query }, caller) =>
    schedules.listOccurrences(query, caller),
  );
  return router;
}
