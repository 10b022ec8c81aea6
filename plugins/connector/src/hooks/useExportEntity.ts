import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { archiveExportPermission } from '@backstage-connector/plugin-connector-common';
import { useRouteRef } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { exportArchiveRouteRef } from '../routes';
import { useT } from './useT';

/** The menu item of any entity that starts an export of it (AR-1). */
export function useExportEntity(entity: Entity | undefined) {
  const t = useT();
  const exportLink = useRouteRef(exportArchiveRouteRef);
  const { allowed } = usePermission({ permission: archiveExportPermission });
  const ref = entity ? stringifyEntityRef(entity) : '';
  return {
    title: t('export.menuItem'),
    href: `${exportLink()}?refs=${encodeURIComponent(ref)}`,
    disabled: !entity || !allowed,
  };
}
