import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/** The Connector page. @public */
export const rootRouteRef = createRouteRef({ id: 'connector' });

/** The page of one run. @public */
export const runRouteRef = createRouteRef({
  id: 'connector-run',
  params: ['id'],
});

export const connectionsRouteRef = createSubRouteRef({
  id: 'connector-connections',
  parent: rootRouteRef,
  path: '/connections',
});

export const importRouteRef = createSubRouteRef({
  id: 'connector-import',
  parent: rootRouteRef,
  path: '/import',
});

export const editRouteRef = createSubRouteRef({
  id: 'connector-edit',
  parent: rootRouteRef,
  path: '/import/:connectionId',
});

export const monitorRouteRef = createSubRouteRef({
  id: 'connector-monitor',
  parent: rootRouteRef,
  path: '/monitor',
});

export const exportArchiveRouteRef = createSubRouteRef({
  id: 'connector-archives-export',
  parent: rootRouteRef,
  path: '/archives/export',
});

export const importArchiveRouteRef = createSubRouteRef({
  id: 'connector-archives-import',
  parent: rootRouteRef,
  path: '/archives/import',
});

/** A plan of undoing an import, until it is done. */
export const undoRouteRef = createSubRouteRef({
  id: 'connector-archives-undo',
  parent: rootRouteRef,
  path: '/archives/undo/:planId',
});
