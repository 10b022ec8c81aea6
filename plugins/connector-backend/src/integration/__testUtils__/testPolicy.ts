import {
  createBackendModule,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import permissionPlugin from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  isResourcePermission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { PermissionPolicy } from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { permissionsRegistryServiceFactory } from '@backstage/backend-defaults/permissionsRegistry';
import {
  connectorConnectionConditions,
  createConnectorConnectionConditionalDecision,
} from '../../index';

/** What people may do; each stands for a policy that a portal may have. */
export const people = {
  administrator: 'user:default/ada',
  reader: 'user:default/rita',
  /** Everything with connections that belong to this group. */
  owner: 'user:default/olga',
  ownersGroup: 'group:default/olgas-team',
  /** Everything with connections to SQLite. */
  technician: 'user:default/theo',
  nobody: 'user:default/ned',
};

const ALLOW = { result: AuthorizeResult.ALLOW } as const;
const DENY = { result: AuthorizeResult.DENY } as const;

/** The real permission framework, with a policy. */
export const policyFeatures = (
  handle: PermissionPolicy['handle'],
): BackendFeature[] => [
  permissionsServiceFactory,
  permissionsRegistryServiceFactory,
  permissionPlugin,
  createBackendModule({
    pluginId: 'permission',
    moduleId: 'test-policy',
    register: reg =>
      reg.registerInit({
        deps: { policy: policyExtensionPoint },
        init: async ({ policy }) => policy.setPolicy({ handle }),
      }),
  }),
];

/** The real permission framework, with {@link people}. */
export const permissionFeatures = policyFeatures(
  async ({ permission }, user): Promise<PolicyDecision> => {
    const decideBy = (
      condition: ReturnType<
        | typeof connectorConnectionConditions.isOwnedBy
        | typeof connectorConnectionConditions.hasTechnology
      >,
    ) =>
      isResourcePermission(permission, 'connector-connection')
        ? createConnectorConnectionConditionalDecision(permission, condition)
        : DENY;
    switch (user?.info.userEntityRef) {
      case people.administrator:
        return ALLOW;
      case people.reader:
        return permission.attributes.action === 'read' ? ALLOW : DENY;
      case people.owner:
        return decideBy(
          connectorConnectionConditions.isOwnedBy({
            claims: [people.ownersGroup],
          }),
        );
      case people.technician:
        return decideBy(
          connectorConnectionConditions.hasTechnology({
            technologies: ['sqlite'],
          }),
        );
      default:
        return DENY;
    }
  },
);
