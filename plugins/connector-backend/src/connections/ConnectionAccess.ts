import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
  type Permission,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import type { ConnectionResource } from './permissionRules';

/** Who calls, as the permission framework and as the records know them. */
export interface Caller {
  readonly credentials: BackstageCredentials;
  /** E.g. `user:default/ada`, or the subject of a service. */
  readonly ref: string;
  readonly kind: 'user' | 'service';
}

/** What a caller may do with connections under one permission. */
export interface ConnectionGrant {
  /** Whether it holds for every connection, also for those that are gone. */
  readonly unconditional: boolean;
  allows(connection: ConnectionResource): boolean;
}

/**
 * Asks the permission framework once a request, and applies its conditions to
 * the connections at hand.
 */
export class ConnectionAccess {
  static create(options: {
    permissions: Pick<PermissionsService, 'authorize' | 'authorizeConditional'>;
    /** Made by `createConditionAuthorizer`. */
    isAllowed: (
      decision: PolicyDecision,
      connection: ConnectionResource | undefined,
    ) => boolean;
    find(ids: readonly string[]): Promise<readonly ConnectionResource[]>;
  }) {
    return new ConnectionAccess(options);
  }

  readonly #options: Parameters<typeof ConnectionAccess.create>[0];

  private constructor(options: Parameters<typeof ConnectionAccess.create>[0]) {
    this.#options = options;
  }

  /** @throws NotAllowedError when the permission holds for no connection. */
  async grant(
    permission: ResourcePermission,
    { credentials }: Caller,
  ): Promise<ConnectionGrant> {
    const { permissions, isAllowed } = this.#options;
    const [decision] = await permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    if (decision.result === AuthorizeResult.DENY) {
      throw notAllowed(permission);
    }
    return {
      unconditional: decision.result === AuthorizeResult.ALLOW,
      allows: connection => isAllowed(decision, connection),
    };
  }

  /**
   * A condition never holds for a connection that does not exist; so nobody
   * learns by it which ones do.
   *
   * @throws NotAllowedError
   */
  async require(
    permission: ResourcePermission,
    connectionId: string,
    caller: Caller,
  ): Promise<void> {
    const grant = await this.grant(permission, caller);
    if (!grant.unconditional) {
      const [connection] = await this.#options.find([connectionId]);
      if (!connection || !grant.allows(connection)) {
        throw notAllowed(permission);
      }
    }
  }

  /** @throws NotAllowedError */
  async requireBasic(
    permission: BasicPermission,
    { credentials }: Caller,
  ): Promise<void> {
    const [decision] = await this.#options.permissions.authorize(
      [{ permission }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw notAllowed(permission);
    }
  }
}

function notAllowed({ name }: Permission): NotAllowedError {
  return new NotAllowedError(
    `This needs the permission ${name}; ask an administrator of the portal`,
  );
}
