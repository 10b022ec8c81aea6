import { useParams } from 'react-router-dom';
import { ImportButton } from '../ImportButton';

/**
 * The Import button of the catalog page. The pages of single entities have the
 * same header actions, and a menu item of their own instead.
 */
export const CatalogImport = () => {
  const { name } = useParams();
  return name ? null : <ImportButton />;
};
