import {
  archiveExportPermission,
  archiveImportPermission,
} from '@backstage-connector/plugin-connector-common';
import { Content, Progress } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import { makeStyles } from '@material-ui/core/styles';
import { Link, Navigate, Route, Routes, useLocation } from 'react-router-dom';
import { useT } from '../../hooks/useT';
import { exportArchiveRouteRef, importArchiveRouteRef } from '../../routes';
import { ArchiveExport } from '../ArchiveExport';
import { ArchiveImport } from '../ArchiveImport';
import { ArchiveUndo } from '../ArchiveUndo';
import { NoPermission } from '../LoadedContent';

const useStyles = makeStyles(theme => ({
  tabs: {
    marginBottom: theme.spacing(3),
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
}));

/** The parts that the person may use; undefined until that is known. */
function useAllowedParts() {
  const exporting = usePermission({ permission: archiveExportPermission });
  const importing = usePermission({ permission: archiveImportPermission });
  return exporting.loading || importing.loading
    ? undefined
    : { export: exporting.allowed, import: importing.allowed };
}

const ArchiveTabs = (props: {
  allowed: { export: boolean; import: boolean };
}) => {
  const { allowed } = props;
  const classes = useStyles();
  const t = useT();
  const { pathname } = useLocation();
  const links = {
    export: useRouteRef(exportArchiveRouteRef)(),
    import: useRouteRef(importArchiveRouteRef)(),
  };
  return (
    <Tabs
      value={pathname.startsWith(links.export) ? 'export' : 'import'}
      indicatorColor="primary"
      aria-label={t('archives.tabs')}
      className={classes.tabs}
    >
      {(['export', 'import'] as const)
        .filter(tab => allowed[tab])
        .map(tab => (
          <Tab
            key={tab}
            value={tab}
            label={t(`archives.tab.${tab}`)}
            component={Link}
            to={links[tab]}
          />
        ))}
    </Tabs>
  );
};

/** The same, to be put into another page. */
export const ArchivesPanel = () => {
  const t = useT();
  const allowed = useAllowedParts();
  if (!allowed) return <Progress />;
  if (!allowed.export && !allowed.import) {
    return (
      <NoPermission
        reason={t('archives.forbidden', {
          exportPermission: archiveExportPermission.name,
          importPermission: archiveImportPermission.name,
        })}
      />
    );
  }
  const forbidden = (permission: { name: string }) => (
    <NoPermission
      reason={t('state.forbiddenText', { permission: permission.name })}
    />
  );
  return (
    <>
      <ArchiveTabs allowed={allowed} />
      <Routes>
        <Route
          path="export"
          element={
            allowed.export ? (
              <ArchiveExport />
            ) : (
              forbidden(archiveExportPermission)
            )
          }
        />
        <Route
          path="import"
          element={
            allowed.import ? (
              <ArchiveImport />
            ) : (
              forbidden(archiveImportPermission)
            )
          }
        />
        <Route
          path="undo/:planId"
          element={
            allowed.import ? (
              <ArchiveUndo />
            ) : (
              forbidden(archiveImportPermission)
            )
          }
        />
        <Route
          path="*"
          element={
            <Navigate to={allowed.export ? 'export' : 'import'} replace />
          }
        />
      </Routes>
    </>
  );
};

/** Export entities as archives, and import archives. */
export const ArchivesPage = () => (
  <Content>
    <ArchivesPanel />
  </Content>
);
