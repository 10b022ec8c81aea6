import { annotations } from '@backstage-connector/plugin-connector-common';
import type { Entity } from '@backstage/catalog-model';

const backstage = (
  kind: string,
  name: string,
  spec: NonNullable<Entity['spec']>,
  metadata: Partial<Entity['metadata']> = {},
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default', ...metadata },
  spec,
});

/** A small catalog with every built-in kind and most ways to refer to another. */
export const shopCatalog: readonly Entity[] = [
  backstage('Group', 'retail', { type: 'organization', children: [] }),
  backstage('Group', 'shop-team', {
    type: 'team',
    parent: 'retail',
    children: [],
  }),
  backstage('User', 'grace', {
    memberOf: ['shop-team'],
    profile: { email: 'grace@example.com', displayName: 'Grace' },
  }),
  backstage('Domain', 'commerce', { owner: 'retail' }),
  backstage('System', 'shop', { owner: 'shop-team', domain: 'commerce' }),
  backstage(
    'Component',
    'web',
    {
      type: 'website',
      lifecycle: 'production',
      owner: 'user:grace',
      system: 'shop',
      consumesApis: ['orders'],
      dependsOn: ['resource:basket'],
    },
    {
      title: 'Web shop',
      tags: ['java', 'public'],
      annotations: { [annotations.organization]: 'group:default/shop-team' },
      links: [{ url: 'https://shop.example.com' }],
    },
  ),
  backstage('API', 'orders', {
    type: 'openapi',
    lifecycle: 'production',
    owner: 'shop-team',
    system: 'shop',
    definition: 'openapi: 3.1.0 # Größe, 日本, 🛒',
  }),
  backstage('Resource', 'basket', {
    type: 'database',
    owner: 'shop-team',
    system: 'shop',
    dependsOn: ['resource:secret-vault'],
  }),
  backstage(
    'Resource',
    'secret-vault',
    { type: 'vault', owner: 'retail' },
    { tags: ['hidden'] },
  ),
];
