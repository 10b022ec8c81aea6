import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { isEntityReference } from '../../isEntityReference';

/**
 * A link to an entity. Where the text names none, as `app-config` and the
 * subject of a service, it stands there as it is: Backstage's link throws.
 */
export const EntityReference = (props: {
  entityRef: string;
  /** Shown instead of the name of the entity. */
  title?: string;
  hideIcon?: boolean;
}) => {
  const { entityRef, title } = props;
  return isEntityReference(entityRef) ? (
    <EntityRefLink {...props} />
  ) : (
    <>{title ?? entityRef}</>
  );
};
