import { annotations } from '@backstage-connector/plugin-connector-common';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogProcessorResult } from '@backstage/plugin-catalog-node';
import { table } from './__testUtils__/entities';
import { OrganizationProcessor } from './OrganizationProcessor';

async function relationsOf(owner: unknown, organization?: string) {
  const entity = table('orders');
  entity.metadata.namespace = 'shop';
  entity.spec = { type: 'table', owner: owner as string };
  if (organization !== undefined) {
    entity.metadata.annotations![annotations.organization] = organization;
  }
  const emitted: CatalogProcessorResult[] = [];
  const location = { type: 'connector', target: 'shop' };
  const processor = new OrganizationProcessor();
  await expect(
    processor.postProcessEntity(entity, location, it => emitted.push(it)),
  ).resolves.toBe(entity);
  return emitted.map(it => {
    if (it.type !== 'relation') {
      throw new Error(`Emitted ${it.type}`);
    }
    const { source, type, target } = it.relation;
    return [source, target]
      .map(ref => stringifyEntityRef(ref))
      .join(` ${type} `);
  });
}

const both = (group: string) => [
  `resource:shop/orders ownedBy ${group}`,
  `${group} ownerOf resource:shop/orders`,
];

describe('OrganizationProcessor', () => {
  it.each([
    ['user:default/grace', 'group:default/team', both('group:default/team')],
    ['User:Grace', 'Team', both('group:shop/team')],
    ['user:grace', 'default/team', both('group:default/team')],
    ['group:default/team', 'group:default/other', []],
    ['team', 'group:default/other', []],
    ['user:default/grace', 'user:default/ada', []],
    ['user:default/grace', '', []],
    ['user:default/grace', 'a:b:c/d/e', []],
    ['user:default/grace', undefined, []],
    [undefined, 'group:default/team', []],
    [42, 'group:default/team', []],
    ['', 'group:default/team', []],
  ])('relates what %s owns, of %s, by %j', async (owner, group, expected) => {
    await expect(relationsOf(owner, group)).resolves.toEqual(expected);
  });
});
