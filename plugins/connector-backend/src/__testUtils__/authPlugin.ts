import {
  coreServices,
  createBackendPlugin,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import { tokenTypes } from '@backstage/plugin-auth-node';
import { Router } from 'express';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';

const ALGORITHM = 'ES256';

/**
 * A stand-in for the auth plugin: it signs people in without asking, and serves
 * the key by which the real auth services of the other plugins verify them.
 */
export async function createAuthPlugin(): Promise<{
  feature: BackendFeature;
  userToken(userEntityRef: string): Promise<string>;
}> {
  const { publicKey, privateKey } = await generateKeyPair(ALGORITHM);
  const key = { kid: 'test', alg: ALGORITHM };
  return {
    feature: createBackendPlugin({
      pluginId: 'auth',
      register(reg) {
        reg.registerInit({
          deps: { httpRouter: coreServices.httpRouter },
          async init({ httpRouter }) {
            const path = '/.well-known/jwks.json';
            const jwk = { ...(await exportJWK(publicKey)), ...key };
            httpRouter.addAuthPolicy({ path, allow: 'unauthenticated' });
            httpRouter.use(
              Router().get(path, (_, res) => {
                res.json({ keys: [jwk] });
              }),
            );
          },
        });
      },
    }),
    userToken: userEntityRef =>
      new SignJWT()
        .setProtectedHeader(key)
        .setAudience(tokenTypes.user.audClaim)
        .setSubject(userEntityRef)
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(privateKey),
  };
}
