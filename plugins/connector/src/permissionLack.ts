import type { ApiHolder } from '@backstage/core-plugin-api';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';

/**
 * Tells whether the person lacks a permission, for filters of extensions, which
 * can neither wait nor use hooks. Asks at once, and says no until it is known.
 */
export function permissionLack(
  apis: ApiHolder,
  permission: BasicPermission,
): () => boolean {
  let lacking = false;
  apis
    .get(permissionApiRef)
    ?.authorize({ permission })
    .then(
      ({ result }) => {
        lacking = result !== AuthorizeResult.ALLOW;
      },
      () => {}, // not known
    );
  return () => lacking;
}
