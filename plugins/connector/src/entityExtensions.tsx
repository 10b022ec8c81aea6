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
import { useImportIntoSource } from './hooks/useImportIntoSource';

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
  EntityContextMenuItemBlueprint.make({
    name: 'import-into-source',
    params: {
      icon: <InputIcon fontSize="inherit" />,
      filter: { kind: { $in: ['System', 'Domain'] } },
      useProps: () => useImportIntoSource(useEntity().entity),
    },
  }),
  EntityContextMenuItemBlueprint.make({
    name: 'export-as-archive',
    params: {
      icon: <ArchiveIcon fontSize="inherit" />,
      useProps: () => useExportEntity(useEntity().entity),
    },
  }),
];
