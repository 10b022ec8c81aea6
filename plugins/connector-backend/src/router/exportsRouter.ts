import Router from 'express-promise-router';
import type { AuthorizedExportService } from '../archives/export/AuthorizedExportService';
import type { Route } from './createRoute';

export function exportsRouter(route: Route, exports: AuthorizedExportService) {
  const router = Router();
  route(router, 'previewExport', ({ body }, caller, signal) =>
    exports.preview(body, caller, signal),
  );
  route(router, 'downloadExport', async ({ body }, caller, signal) => {
    const file = await exports.download(body, caller, signal);
    return { ...file, headers: { 'X-Export-Id': file.id } };
  });
  route(router, 'listExports', ({ query }, caller) =>
    exports.list(query, caller),
  );
  route(router, 'getExport', ({ params }, caller) =>
    exports.get(params.id, caller),
  );
  return router;
}
