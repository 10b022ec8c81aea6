import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { connectionCreatePermission } from '@backstage-connector/plugin-connector-common';
import { useRouteRef } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { importRouteRef } from '../routes';
import { useT } from './useT';

const sourceKinds = ['system', 'domain'];

/** Whether a database can be imported into this entity (OC-8). */
export function isSource(entity: Entity): boolean {
  return sourceKinds.includes(entity.kind.toLowerCase());
}

/** The menu item of a System or Domain that starts an import into it (OC-2). */
export function useImportIntoSource(entity: Entity | undefined) {
  const t = useT();
  const importLink = useRouteRef(importRouteRef);
  const { allowed } = usePermission({ permission: connectionCreatePermission });
  const source = entity ? stringifyEntityRef(entity) : '';
  return {
    title: t('catalog.importIntoSource'),
    href: `${importLink()}?source=${encodeURIComponent(source)}`,
    disabled: !entity || !allowed,
  };
}
