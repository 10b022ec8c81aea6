import { openApiDocument } from '@backstage-connector/plugin-connector-common';
import type {
  AuditorService,
  DiscoveryService,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import express, { type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { AuthorizedExportService } from '../archives/export/AuthorizedExportService';
import type { AuthorizedArchiveService } from '../archives/import/AuthorizedArchiveService';
import type { AuthorizedConnectionService } from '../connections/AuthorizedConnectionService';
import type { AuthorizedRunService } from '../connections/AuthorizedRunService';
import type { AuthorizedScheduleService } from '../schedules/AuthorizedScheduleService';
import { archivesRouter } from './archivesRouter';
import { checksRouter } from './checksRouter';
import { connectionsRouter } from './connectionsRouter';
import { createRoute } from './createRoute';
import { errorPresenter } from './errorPresenter';
import { exportsRouter } from './exportsRouter';
import { objectsRouter } from './objectsRouter';
import { runsRouter } from './runsRouter';
import { schedulesRouter } from './schedulesRouter';
import {
  technologiesRouter,
  type TechnologyCatalog,
} from './technologiesRouter';

export interface RouterOptions {
  readonly httpAuth: HttpAuthService;
  readonly auditor: AuditorService;
  readonly discovery: DiscoveryService;
  readonly logger: LoggerService;
  readonly technologies: TechnologyCatalog;
  readonly connections: AuthorizedConnectionService;
  readonly runs: AuthorizedRunService;
  readonly schedules: AuthorizedScheduleService;
  readonly exports: AuthorizedExportService;
  readonly imports: AuthorizedArchiveService;
}

/** The REST API: one router a resource, and its own description. */
export function createRouter(options: RouterOptions): Router {
  const { connections, discovery } = options;
  const route = createRoute(options);
  const router = PromiseRouter();
  // Not strict: that a body is no object is said by its schema.
  router.use(express.json({ limit: '1mb', strict: false }));
  router.get('/openapi.json', async (_, response) => {
    const url = await discovery.getExternalBaseUrl('connector');
    response.json(openApiDocument(url));
  });
  router.use(technologiesRouter(route, options));
  router.use(connectionsRouter(route, connections));
  router.use(checksRouter(route, connections));
  router.use(runsRouter(route, options.runs));
  router.use(schedulesRouter(route, options.schedules));
  router.use(exportsRouter(route, options.exports));
  router.use(archivesRouter(route, options.imports));
  router.use(objectsRouter(route, connections));
  router.use(errorPresenter(options.logger));
  return router;
}
