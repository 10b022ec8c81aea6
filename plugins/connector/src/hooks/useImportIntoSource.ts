import { stringifyEntityRef } from '@backstage/catalog-model';
import { connectionCreatePermission } from '@backstage-connector/plugin-connector-common';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { usePermission } from '@backstage/plugin-permission-react';
import { importRouteRef } from '../routes';
import { useT } from './useT';

/** The menu item of a System or Domain that starts an import into it (OC-2). */
export function useImportIntoSource() {
  const { entity } = useEntity();
  const t = useT();
  const importLink = useRouteRef(importRouteRef);
  const { allowed } = usePermission({ permission: connectionCreatePermission });
  const source = encodeURIComponent(stringifyEntityRef(entity));
  return {
    title: t('catalog.importIntoSource'),
    href: `${importLink()}?source=${source}`,
    disabled: !allowed,
  };
}
