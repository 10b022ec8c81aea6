import {
  archiveExportPermission,
  archivePermissions,
} from '@backstage-connector/plugin-connector-common';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  createPermission,
  type Permission,
} from '@backstage/plugin-permission-common';
import { SamplePolicy } from './samplePolicy';

const read = createPermission({
  name: 'thing.read',
  attributes: { action: 'read' },
});
const remove = createPermission({
  name: 'thing.delete',
  attributes: { action: 'delete' },
});

function decide(
  permission: Permission,
  ...ownershipEntityRefs: string[]
): Promise<{ result: AuthorizeResult }> {
  const credentials = mockCredentials.user();
  const { userEntityRef } = credentials.principal;
  const userInfo = mockServices.userInfo({
    userEntityRef,
    ownershipEntityRefs,
  });
  return new SamplePolicy(userInfo).handle(
    { permission },
    { credentials, info: { userEntityRef, ownershipEntityRefs } },
  );
}

describe('SamplePolicy', () => {
  it('lets everyone read', async () => {
    expect(await decide(read, 'group:default/sales-analytics')).toEqual({
      result: AuthorizeResult.ALLOW,
    });
  });

  it('lets only platform administrators change anything', async () => {
    expect(
      await decide(remove, 'group:default/platform-administrators'),
    ).toEqual({ result: AuthorizeResult.ALLOW });
    expect(await decide(remove, 'group:default/sales-analytics')).toEqual({
      result: AuthorizeResult.DENY,
    });
  });

  it('lets everyone export, and platform administrators import', async () => {
    const allowed = async (...groups: string[]) => {
      const decisions = await Promise.all(
        archivePermissions.map(async permission => ({
          ...(await decide(permission, ...groups)),
          permission,
        })),
      );
      return decisions
        .filter(({ result }) => result === AuthorizeResult.ALLOW)
        .map(({ permission }) => permission);
    };
    expect(await allowed('group:default/sales-analytics')).toEqual([
      archiveExportPermission,
    ]);
    expect(await allowed('group:default/platform-administrators')).toEqual(
      archivePermissions,
    );
  });

  it('lets nobody anonymous change anything', async () => {
    const policy = new SamplePolicy(mockServices.userInfo());
    expect(await policy.handle({ permission: remove })).toEqual({
      result: AuthorizeResult.DENY,
    });
  });
});
