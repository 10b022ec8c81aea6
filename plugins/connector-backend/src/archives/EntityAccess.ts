import type { PermissionsService } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type BasicPermission,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import type { Caller } from '../connections/ConnectionAccess';
import type { EntityResource } from './entityPermissionRules';

/**
 * What a caller may do with entities (AR-26). Asked once a plan; the conditions
 * are applied to the entities at hand.
 */
export class EntityAccess {
  static create(options: {
    permissions: Pick<PermissionsService, 'authorize' | 'authorizeConditional'>;
    /** Made by `createConditionAuthorizer`. */
    isAllowed: (
      decision: PolicyDecision,
      entity: EntityResource | undefined,
    ) => boolean;
  }): EntityAccess {
    return new EntityAccess(options);
  }

  readonly #options: Parameters<typeof EntityAccess.create>[0];

  private constructor(options: Parameters<typeof EntityAccess.create>[0]) {
    this.#options = options;
  }

  /** Says of each entity whether the permission holds for it. */
  async grant(
    permission: ResourcePermission,
    { credentials }: Caller,
  ): Promise<(entity: EntityResource) => boolean> {
    const { permissions, isAllowed } = this.#options;
    const [decision] = await permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    return entity => isAllowed(decision, entity);
  }

  /** The names of those permissions that the caller has. */
  async held(
    asked: readonly BasicPermission[],
    { credentials }: Caller,
  ): Promise<Set<string>> {
    const decisions = await this.#options.permissions.authorize(
      asked.map(permission => ({ permission })),
      { credentials },
    );
    return new Set(
      asked
        .filter((_, index) => decisions[index].result === AuthorizeResult.ALLOW)
        .map(({ name }) => name),
    );
  }
}
