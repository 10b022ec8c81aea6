import Router from 'express-promise-router';
import type { AuthorizedArchiveService } from '../archives/import/AuthorizedArchiveService';
import type { Route } from './createRoute';

export function archivesRouter(
  route: Route,
  archives: AuthorizedArchiveService,
) {
  const router = Router();
  route(router, 'uploadArchive', ({ query, body }, caller, signal) =>
    archives.upload({ ...query, stream: body, signal }, caller),
  );
  route(router, 'fetchArchive', ({ body }, caller, signal) =>
    archives.fetch({ ...body, signal }, caller),
  );
  route(router, 'listArchives', async (_, caller) => ({
    items: await archives.list(caller),
  }));
  route(router, 'getArchive', ({ params }, caller) =>
    archives.get(params.id, caller),
  );
  route(router, 'deleteArchive', ({ params }, caller) =>
    archives.delete(params.id, caller),
  );
  route(router, 'listArchiveObjects', ({ params, query }, caller) =>
    archives.listObjects(params.id, query, caller),
  );
  route(router, 'listArchivePrincipals', async ({ params }, caller) => ({
    items: await archives.listPrincipals(params.id, caller),
  }));
  route(router, 'planArchive', ({ params, body }, caller) =>
    archives.plan(params.id, body, caller),
  );
  route(router, 'planUndo', ({ params }, caller) =>
    archives.planUndo(params.id, caller),
  );
  route(router, 'getPlan', ({ params }, caller) =>
    archives.getPlan(params.id, caller),
  );
  route(router, 'applyPlan', ({ params }, caller) =>
    archives.applyPlan(params.id, caller),
  );
  return router;
}
