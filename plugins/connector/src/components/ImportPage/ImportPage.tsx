import {
  connectionCreatePermission,
  connectionUpdatePermission,
} from '@backstage-connector/plugin-connector-common';
import { Content } from '@backstage/core-components';
import type { Permission } from '@backstage/plugin-permission-common';
import { RequirePermission } from '@backstage/plugin-permission-react';
import { Route, Routes, useParams } from 'react-router-dom';
import { useT } from '../../hooks/useT';
import { NoPermission } from '../LoadedContent';
import { ExistingImport } from './ExistingImport';
import { NewImport } from './NewImport';

const Forbidden = (props: { permission: Permission }) => {
  const t = useT();
  return (
    <NoPermission
      reason={t('state.forbiddenText', { permission: props.permission.name })}
    />
  );
};

const Existing = () => {
  const { connectionId = '' } = useParams();
  return (
    <RequirePermission
      permission={connectionUpdatePermission}
      resourceRef={connectionId}
      errorPage={<Forbidden permission={connectionUpdatePermission} />}
    >
      <ExistingImport key={connectionId} connectionId={connectionId} />
    </RequirePermission>
  );
};

/** The same, to be put into another page. */
export const ImportPanel = () => (
  <Routes>
    <Route
      index
      element={
        <RequirePermission
          permission={connectionCreatePermission}
          errorPage={<Forbidden permission={connectionCreatePermission} />}
        >
          <NewImport />
        </RequirePermission>
      }
    />
    <Route path=":connectionId" element={<Existing />} />
  </Routes>
);

/** The import wizard, for a new connection or one that is saved. */
export const ImportPage = () => (
  <Content>
    <ImportPanel />
  </Content>
);
