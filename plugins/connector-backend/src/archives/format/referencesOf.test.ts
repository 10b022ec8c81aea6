import type { Entity, EntityRelation } from '@backstage/catalog-model';
import { referencesOf } from './referencesOf';

const entityOf = (
  kind: string,
  spec: Record<string, unknown>,
  rest: { apiVersion?: string; relations?: EntityRelation[] } = {},
) =>
  ({
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name: 'it', namespace: 'shop' },
    spec,
    ...rest,
  } as Entity);

describe('referencesOf', () => {
  it.each<[string, Record<string, unknown>, Record<string, string>]>([
    [
      'Component',
      {
        type: 'service',
        owner: 'sellers',
        system: 'retail',
        subcomponentOf: 'whole',
        providesApis: ['orders', 'api:default/Other'],
        consumesApis: ['stock'],
        dependsOn: ['resource:db', 'component:default/x'],
        dependencyOf: ['component:y'],
      },
      {
        'spec.consumesApis[0]': 'api:shop/stock',
        'spec.dependencyOf[0]': 'component:shop/y',
        'spec.dependsOn[0]': 'resource:shop/db',
        'spec.dependsOn[1]': 'component:default/x',
        'spec.providesApis[0]': 'api:shop/orders',
        'spec.providesApis[1]': 'api:default/other',
        'spec.subcomponentOf': 'component:shop/whole',
        'spec.system': 'system:shop/retail',
      },
    ],
    [
      'API',
      {
        type: 'openapi',
        owner: 'a',
        system: 'default/retail',
        definition: 'system:x',
      },
      { 'spec.system': 'system:default/retail' },
    ],
    [
      'Resource',
      {
        owner: 'a',
        system: 's',
        dependsOn: ['resource:r'],
        dependencyOf: ['component:c'],
      },
      {
        'spec.dependencyOf[0]': 'component:shop/c',
        'spec.dependsOn[0]': 'resource:shop/r',
        'spec.system': 'system:shop/s',
      },
    ],
    ['System', { owner: 'a', domain: 'd' }, { 'spec.domain': 'domain:shop/d' }],
    [
      'Domain',
      { owner: 'a', subdomainOf: 'd' },
      { 'spec.subdomainOf': 'domain:shop/d' },
    ],
    [
      'Group',
      { type: 'team', parent: 'all', children: ['few'], members: ['ada'] },
      {
        'spec.children[0]': 'group:shop/few',
        'spec.members[0]': 'user:shop/ada',
        'spec.parent': 'group:shop/all',
      },
    ],
    [
      'User',
      { memberOf: ['sellers', 'group:default/b'] },
      {
        'spec.memberOf[0]': 'group:shop/sellers',
        'spec.memberOf[1]': 'group:default/b',
      },
    ],
    ['Location', { type: 'url', targets: ['https://example.com'] }, {}],
    [
      'AiResource',
      { type: 'plugin', owner: 'a', system: 's', skills: ['k'] },
      { 'spec.skills[0]': 'airesource:shop/k', 'spec.system': 'system:shop/s' },
    ],
  ])('knows those of a %s', (kind, spec, expected) => {
    const found = referencesOf(entityOf(kind, spec));
    expect(Object.fromEntries(found.map(it => [it.path, it.ref]))).toEqual(
      expected,
    );
  });

  it('leaves out what is no reference', () => {
    const spec = {
      system: 'system:',
      dependsOn: ['no-kind', 7, 'resource:db'],
    };
    expect(referencesOf(entityOf('Component', spec))).toEqual([
      { path: 'spec.dependsOn[2]', ref: 'resource:shop/db' },
    ]);
  });

  it('takes a text for a list of one, as the catalog does', () => {
    expect(
      referencesOf(entityOf('Component', { dependsOn: 'resource:db' })),
    ).toEqual([{ path: 'spec.dependsOn', ref: 'resource:shop/db' }]);
  });

  describe('of a kind of the portal', () => {
    const apiVersion = 'example.com/v1';
    const relations = [
      { type: 'ownedBy', targetRef: 'group:shop/sellers' },
      { type: 'usesApi', targetRef: 'api:shop/orders' },
      { type: 'runsOn', targetRef: 'resource:default/host' },
      { type: 'hasPart', targetRef: 'component:shop/elsewhere' },
    ];

    it('knows those that relations confirm', () => {
      const spec = {
        owner: 'sellers',
        summary: 'sellers',
        uses: [{ ref: 'orders' }, { ref: 'unknown' }],
        'runs on': 'resource:default/HOST',
        deep: { deep: { ref: 'api:orders', deeper: { ref: 'api:orders' } } },
      };
      expect(
        referencesOf(entityOf('Thing', spec, { apiVersion, relations })),
      ).toEqual([
        { path: 'spec.uses[0].ref', ref: 'api:shop/orders' },
        { path: 'spec["runs on"]', ref: 'resource:default/host' },
        { path: 'spec.deep.deep.ref', ref: 'api:shop/orders' },
      ]);
    });

    it('knows none without relations', () => {
      const spec = { uses: 'api:shop/orders' };
      expect(referencesOf(entityOf('Thing', spec, { apiVersion }))).toEqual([]);
      expect(
        referencesOf(entityOf('System', { domain: 'd' }, { apiVersion })),
      ).toEqual([]);
    });
  });
});
