import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import express from 'express';
import request from 'supertest';
import { delivery, table } from './__testUtils__/entities';
import { createDeliveryRouter } from './createDeliveryRouter';

const PATH = '/connector/v1/deliveries';

const asConnector = mockCredentials.service.header({
  onBehalfOf: mockCredentials.service('plugin:connector'),
  targetPluginId: 'catalog',
});

function serve(options: { bodyLimit?: number } = {}) {
  const deliver = jest.fn().mockResolvedValue({ accepted: 0, rejected: [] });
  const app = express()
    .use(
      createDeliveryRouter({
        provider: { deliver },
        httpAuth: mockServices.httpAuth({
          pluginId: 'catalog',
          defaultCredentials: mockCredentials.none(),
        }),
        ...options,
      }),
    )
    .post('*', (req, res) => res.json({ unread: req.body === undefined }))
    .use(mockErrorHandler());
  return { app, deliver };
}

describe('createDeliveryRouter', () => {
  it('hands the delivery of the connector plugin on', async () => {
    const { app, deliver } = serve();
    const sent = delivery({ added: [table('a')], removed: ['resource:b'] });
    deliver.mockResolvedValue({ accepted: 2, rejected: [] });

    const response = await request(app)
      .post(PATH)
      .set('Authorization', asConnector)
      .send(sent);

    expect(response.status).toBe(200);
    expect(response.body).toEqual({ accepted: 2, rejected: [] });
    expect(deliver).toHaveBeenCalledWith(sent);
  });

  it.each([
    ['nobody', 401, mockCredentials.none.header()],
    ['a person', 403, mockCredentials.user.header()],
    [
      'another plugin',
      403,
      mockCredentials.service.header({
        onBehalfOf: mockCredentials.service('plugin:scaffolder'),
        targetPluginId: 'catalog',
      }),
    ],
    [
      'an external service',
      403,
      mockCredentials.service.header({
        onBehalfOf: mockCredentials.service('external:ci'),
        targetPluginId: 'catalog',
      }),
    ],
    [
      'the connector plugin on behalf of a person',
      403,
      mockCredentials.service.header({
        onBehalfOf: mockCredentials.user(),
        targetPluginId: 'catalog',
      }),
    ],
    ['an invalid token', 401, mockCredentials.service.invalidHeader()],
  ])('refuses %s with %i', async (_, status, header) => {
    const { app, deliver } = serve();

    const response = await request(app)
      .post(PATH)
      .set('Authorization', header)
      .send(delivery());

    expect(response.status).toBe(status);
    expect(deliver).not.toHaveBeenCalled();
  });

  it('decides who may deliver before it reads the body', async () => {
    const { app } = serve({ bodyLimit: 10 });

    const response = await request(app)
      .post(PATH)
      .set('Authorization', mockCredentials.user.header())
      .send(delivery());

    expect(response.status).toBe(403);
  });

  it.each<[string, unknown, string]>([
    ['no source', { added: [], removed: [] }, 'source'],
    ['an empty source', delivery({ source: '' }), 'source'],
    ['added of the wrong type', { ...delivery(), added: {} }, 'added'],
    ['removed of the wrong type', { ...delivery(), removed: [{}] }, 'removed'],
    ['an unknown field', { ...delivery(), full: true }, 'full'],
    [
      'more than 1,000 entities',
      { ...delivery(), added: Array(1001).fill({}) },
      'added',
    ],
  ])('refuses a delivery with %s', async (_, body, field) => {
    const { app, deliver } = serve();

    const response = await request(app)
      .post(PATH)
      .set('Authorization', asConnector)
      .send(body as object);

    expect(response.status).toBe(400);
    expect(response.body.error.message).toContain(field);
    expect(deliver).not.toHaveBeenCalled();
  });

  it('refuses what is not JSON', async () => {
    const { app } = serve();

    const response = await request(app)
      .post(PATH)
      .set('Authorization', asConnector)
      .set('Content-Type', 'application/json')
      .send('{"source":');

    expect(response.status).toBe(400);
  });

  it('says what to do about a delivery that is too large', async () => {
    const { app } = serve({ bodyLimit: 100 });

    const response = await request(app)
      .post(PATH)
      .set('Authorization', asConnector)
      .send(delivery({ added: [table('a')] }));

    expect(response.status).toBe(413);
    expect(response.body.error.message).toBe(
      'The delivery is larger than 100 bytes; send fewer entities at once',
    );
  });

  it('asks to come back while the catalog starts', async () => {
    const { app, deliver } = serve();
    deliver.mockRejectedValue(new ServiceUnavailableError('starting'));

    const response = await request(app)
      .post(PATH)
      .set('Authorization', asConnector)
      .send(delivery());

    expect(response.status).toBe(503);
    expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('answers 500 when the mutation fails', async () => {
    const { app, deliver } = serve();
    deliver.mockRejectedValue(new Error('the database is gone'));

    const response = await request(app)
      .post(PATH)
      .set('Authorization', asConnector)
      .send(delivery());

    expect(response.status).toBe(500);
  });

  it('leaves the requests of other routes alone', async () => {
    const { app } = serve();

    const response = await request(app).post('/entities/by-refs').send({});

    expect(response.body).toEqual({ unread: true });
  });
});
