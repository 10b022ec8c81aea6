import { stringifyEntityRef } from '@backstage/catalog-model';
import { archiveExportPermission } from '@backstage-connector/plugin-connector-common';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { usePermission } from '@backstage/plugin-permission-react';
import { exportArchiveRouteRef } from '../routes';
import { useT } from './useT';

/** The menu item of any entity that starts an export of it (AR-1). */
export function useExportEntity() {
  const { entity } = useEntity();
  const t = useT();
  const exportLink = useRouteRef(exportArchiveRouteRef);
  const { allowed } = usePermission({ permission: archiveExportPermission });
  const ref = encodeURIComponent(stringifyEntityRef(entity));
  return {
    title: t('export.menuItem'),
    href: `${exportLink()}?refs=${ref}`,
    disabled: !allowed,
  };
}
