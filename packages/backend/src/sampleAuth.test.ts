import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import sampleAuth from './sampleAuth';

async function signIn(name: string) {
  const { server } = await startTestBackend({
    features: [
      authPlugin,
      sampleAuth,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost' },
          backend: { baseUrl: 'http://localhost' },
          auth: { providers: { sample: {} } },
        },
      }),
      catalogServiceMock.factory({
        entities: [
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'User',
            metadata: { name: 'ada.admin', namespace: 'default' },
            spec: { memberOf: [] },
          },
        ],
      }),
    ],
  });
  return request(server)
    .get('/api/auth/sample/refresh')
    .set('x-sample-user', name);
}

describe('the sample sign-in', () => {
  it('answers with the identity of the chosen sample user', async () => {
    const response = await signIn('ada.admin');
    expect(response.status).toBe(200);
    expect(response.body.backstageIdentity.identity.userEntityRef).toBe(
      'user:default/ada.admin',
    );
  });

  it('refuses any other user of the catalog', async () => {
    const response = await signIn('grace.finance');
    expect(response.status).toBe(401);
  });
});
