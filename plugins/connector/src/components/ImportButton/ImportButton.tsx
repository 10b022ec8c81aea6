import { connectionCreatePermission } from '@backstage-connector/plugin-connector-common';
import { LinkButton } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { useT } from '../../hooks/useT';
import { importRouteRef } from '../../routes';

/** Opens the import wizard; absent for who may not create connections. */
export const ImportButton = () => {
  const t = useT();
  const importLink = useRouteRef(importRouteRef);
  const { allowed } = usePermission({ permission: connectionCreatePermission });
  return allowed ? (
    <LinkButton color="primary" variant="contained" to={importLink()}>
      {t('connections.import')}
    </LinkButton>
  ) : null;
};
