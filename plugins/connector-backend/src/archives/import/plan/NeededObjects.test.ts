import { annotations } from '@backstage-connector/plugin-connector-common';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { Caller } from '../../../connections/ConnectionAccess';
import { NeededObjects } from './NeededObjects';

const caller = { ref: 'user:default/ada', kind: 'user' } as Caller;

const ref = (name: string) => `component:default/${name}`;

function component(
  name: string,
  spec: Entity['spec'] = {},
  organization = '',
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      annotations: { [annotations.organization]: organization },
    },
    spec,
  };
}

const needing = (name: string, ...needed: string[]) =>
  component(name, { dependsOn: needed.map(ref) });

/** Entities that are related to each other, as the catalog has them. */
function neededOf(
  entities: readonly Entity[],
  relations: readonly (readonly [string, string])[],
  hidden: readonly string[] = [],
) {
  const refs = (names: readonly (readonly string[])[], from: string) =>
    names
      .filter(pair => pair.includes(from))
      .flatMap(pair => pair.filter(it => it !== from));
  const known = new Map(
    entities.map(entity => {
      const own = stringifyEntityRef(entity);
      return [
        own,
        {
          ...entity,
          relations: refs(relations, own).map(targetRef => ({
            type: 'x',
            targetRef,
          })),
        },
      ];
    }),
  );
  const needed = NeededObjects.create({
    lookup: {
      async *related(asked) {
        for (const it of asked) {
          yield [known.get(it) ?? []].flat();
        }
      },
      visible: async asked => new Set(asked.filter(it => !hidden.includes(it))),
    },
  });
  return async (leaving: readonly string[], later: readonly Entity[] = []) =>
    Object.fromEntries(
      await needed.find(
        {
          leaving,
          // By the reference that the entity has now, which is its title.
          later: async asked =>
            new Map(
              later
                .map(it => [ref(it.metadata.title ?? it.metadata.name), it])
                .filter((it): it is [string, Entity] =>
                  asked.includes(`${it[0]}`),
                ),
            ),
        },
        caller,
      ),
    );
}

const [web, shop, library] = ['web', 'shop', 'library'].map(ref);

describe('what must not leave the catalog', () => {
  it('is nothing when nobody refers to it', async () => {
    const find = neededOf(
      [component('shop'), needing('library', 'shop')],
      [[library, shop]],
    );
    expect(await find([library])).toEqual({});
    expect(await find([])).toEqual({});
  });

  it('is what others refer to, and what that refers to', async () => {
    const find = neededOf(
      [
        needing('web', 'shop'),
        needing('shop', 'library'),
        component('library'),
      ],
      [
        [web, shop],
        [shop, library],
      ],
    );
    expect(await find([shop, library])).toEqual({
      [shop]: web,
      [library]: shop,
    });
    expect(await find([web, shop, library])).toEqual({});
  });

  it.each([
    ['owner', component('web', { owner: 'group:default/team' })],
    [
      'organization',
      component('web', { owner: 'user:default/ada' }, 'group:default/team'),
    ],
  ])('is what is the %s of others', async (_, entity) => {
    const team: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: { name: 'team' },
      spec: { children: [] },
    };
    const find = neededOf([entity, team], [[web, 'group:default/team']]);
    expect(await find(['group:default/team'])).toEqual({
      'group:default/team': web,
    });
  });

  it('is not named after what the caller may not see', async () => {
    const find = neededOf(
      [needing('web', 'shop'), component('shop')],
      [[web, shop]],
      [web],
    );
    expect(await find([shop])).toEqual({ [shop]: 'An entity you may not see' });
  });

  it('goes by what others will refer to', async () => {
    const find = neededOf(
      [needing('web', 'shop'), component('shop'), component('library')],
      [
        [web, shop],
        [web, library],
      ],
    );
    expect(await find([shop, library], [needing('web', 'library')])).toEqual({
      [library]: web,
    });
  });

  it('is what refers to the new name of something that is renamed', async () => {
    const find = neededOf(
      [
        needing('web', 'shop'),
        needing('shop', 'library'),
        component('library'),
      ],
      [
        [web, shop],
        [shop, library],
      ],
    );
    const before = {
      ...needing('old-shop'),
      metadata: { name: 'old-shop', title: 'shop' },
    };
    expect(await find([shop], [before])).toEqual({ [shop]: web });
    // It stays, and so does what it has needed since.
    expect(await find([shop, library], [before])).toEqual({
      [shop]: web,
      [library]: shop,
    });
  });

  it('is what something needs that has its old name back', async () => {
    const find = neededOf(
      [component('shop'), component('library')],
      [[shop, library]],
    );
    const before = {
      ...needing('old-shop', 'library'),
      metadata: { name: 'old-shop', title: 'shop' },
    };
    expect(await find([shop, library], [before])).toEqual({ [library]: shop });
  });
});
