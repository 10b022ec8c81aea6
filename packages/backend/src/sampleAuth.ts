import { createBackendModule } from '@backstage/backend-plugin-api';
import { AuthenticationError } from '@backstage/errors';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';

const sampleUsers = ['ada.admin', 'rita.reader'];

/**
 * Believes whoever says to be one of the two sample users. It exists so that
 * the sample portal can be seen as an administrator and as a reader; it must
 * never be part of a real portal.
 */
export default createBackendModule({
  pluginId: 'auth',
  moduleId: 'sample-provider',
  register(reg) {
    reg.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'sample',
          factory: createProxyAuthProviderFactory({
            authenticator: createProxyAuthenticator({
              initialize: () => undefined,
              defaultProfileTransform: async () => ({ profile: {} }),
              authenticate: async ({ req }) => {
                const name = req.header('x-sample-user');
                if (!name || !sampleUsers.includes(name)) {
                  throw new AuthenticationError(
                    `The header x-sample-user must be one of ${sampleUsers.join(
                      ', ',
                    )}`,
                  );
                }
                return { result: { name } };
              },
            }),
            signInResolver: ({ result }, context) =>
              context.signInWithCatalogUser({
                entityRef: `user:default/${result.name}`,
              }),
          }),
        });
      },
    });
  },
});
