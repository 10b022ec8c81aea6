import type { IconComponent } from '@backstage/core-plugin-api';
import { useAsyncEntity } from '@backstage/plugin-catalog-react';
import ArchiveIcon from '@material-ui/icons/Archive';
import InputIcon from '@material-ui/icons/Input';
import { useNavigate } from 'react-router-dom';
import { useExportEntity } from './useExportEntity';
import { isSource, useImportIntoSource } from './useImportIntoSource';

/** @public */
export interface ConnectorMenuItem {
  title: string;
  Icon: IconComponent;
  onClick: () => void;
}

/**
 * For `UNSTABLE_extraContextMenuItems` of `EntityLayout`: the items for the menu
 * of the entity around it. There are none for what the person may not do.
 * @public
 */
export function useConnectorMenuItems(): ConnectorMenuItem[] {
  const { entity } = useAsyncEntity();
  const navigate = useNavigate();
  const importing = useImportIntoSource(entity);
  const exporting = useExportEntity(entity);
  return [
    ...(entity && isSource(entity) ? [{ ...importing, Icon: InputIcon }] : []),
    { ...exporting, Icon: ArchiveIcon },
  ]
    .filter(({ disabled }) => !disabled)
    .map(({ title, href, Icon }) => ({
      title,
      Icon,
      onClick: () => navigate(href),
    }));
}
