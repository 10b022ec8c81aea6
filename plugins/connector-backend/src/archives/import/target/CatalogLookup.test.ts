import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { CatalogLookup } from './CatalogLookup';

const thing = (apiVersion: string, kind: string) => ({ apiVersion, kind });

function setUp() {
  const catalog = catalogServiceMock({
    entities: [
      { ...thing('example.com/v1', 'Thing'), metadata: { name: 'thing' } },
      { ...thing('example.com/v2', 'Other'), metadata: { name: 'other' } },
    ],
  });
  let requests = 0;
  const counted = new Proxy(catalog, {
    get: (target, name) => {
      requests += 1;
      const method = Reflect.get(target, name);
      return typeof method === 'function' ? method.bind(target) : method;
    },
  });
  const lookup = CatalogLookup.create({
    catalog: counted,
    auth: mockServices.auth(),
  });
  return { lookup, requests: () => requests };
}

describe('CatalogLookup', () => {
  it('finds the kinds that the catalog has entities of', async () => {
    const { lookup } = setUp();

    await expect(
      lookup.kindsHere([
        thing('example.com/v1', 'Thing'),
        thing('example.com/v2', 'Thing'),
        thing('example.com/v1', 'Nothing'),
        thing('other.com/v1', 'Thing'),
        thing('example.com/v2', 'Other'),
      ]),
    ).resolves.toEqual([
      thing('example.com/v1', 'Thing'),
      thing('example.com/v2', 'Other'),
    ]);
  });

  it('asks for all kinds at once, and again only for what may be here', async () => {
    const { lookup, requests } = setUp();
    const many = Array.from({ length: 1_000 }, (_, at) => [
      thing('example.com/v1', `Kind${at}`),
      thing(`v${at}.example.com/v1`, 'Thing'),
    ]).flat();

    await lookup.kindsHere([...many, thing('example.com/v1', 'Thing')]);

    expect(requests()).toBe(2);
    await lookup.kindsHere([]);
    expect(requests()).toBe(2);
  });
});
