import {
  archiveExportPermission,
  connectionCreatePermission,
} from '@backstage-connector/plugin-connector-common';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
  EntityContextMenuItemBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import ArchiveIcon from '@material-ui/icons/Archive';
import InputIcon from '@material-ui/icons/Input';
import { isConnectorEntity, isDataDictionaryAvailable } from './structureOf';
import { useExportEntity } from './hooks/useExportEntity';
import { isSource, useImportIntoSource } from './hooks/useImportIntoSource';
import { permissionLack } from './permissionLack';

/** What the plugin adds to the entity pages of the catalog. */
export const entityExtensions = [
  EntityContentBlueprint.make({
    name: 'data-dictionary',
    params: {
      path: '/data-dictionary',
      title: 'Data dictionary',
      filter: isDataDictionaryAvailable,
      loader: async () => {
        const { DataDictionary } = await import('./components/DataDictionary');
        return <DataDictionary />;
      },
    },
  }),
  EntityCardBlueprint.make({
    name: 'provenance',
    params: {
      type: 'info',
      filter: isConnectorEntity,
      loader: async () => {
        const { ProvenanceCard } = await import('./components/ProvenanceCard');
        return <ProvenanceCard />;
      },
    },
  }),
  EntityContextMenuItemBlueprint.makeWithOverrides({
    name: 'import-into-source',
    factory(make, { apis }) {
      const lacks = permissionLack(apis, connectionCreatePermission);
      return make({
        icon: <InputIcon fontSize="inherit" />,
        filter: entity => isSource(entity) && !lacks(),
        useProps: () => useImportIntoSource(useEntity().entity),
      });
    },
  }),
  EntityContextMenuItemBlueprint.makeWithOverrides({
    name: 'export-as-archive',
    factory(make, { apis }) {
      const lacks = permissionLack(apis, archiveExportPermission);
      return make({
        icon: <ArchiveIcon fontSize="inherit" />,
        filter: () => !lacks(),
        useProps: () => useExportEntity(useEntity().entity),
      });
    },
  }),
];
