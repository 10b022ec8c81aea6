import type { Technology } from '@backstage-connector/plugin-connector-common';
import Router from 'express-promise-router';
import type { AuthorizedConnectionService } from '../connections/AuthorizedConnectionService';
import type { Route } from './createRoute';

/** What can be imported from, and which modules failed to bring theirs. */
export interface TechnologyCatalog {
  list(): Technology[];
  unavailable(): { module: string; reason: string }[];
}

export function technologiesRouter(
  route: Route,
  options: {
    technologies: TechnologyCatalog;
    connections: AuthorizedConnectionService;
  },
) {
  const { technologies, connections } = options;
  const router = Router();
  route(router, 'listTechnologies', async (_, caller) => {
    await connections.requireRead(caller);
    return {
      items: technologies.list(),
      unavailable: technologies.unavailable(),
    };
  });
  return router;
}
