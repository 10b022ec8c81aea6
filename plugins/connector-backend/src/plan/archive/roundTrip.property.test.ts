import { annotations } from '@backstage-connector/plugin-connector-common';
import type { Entity } from '@backstage/catalog-model';
import fc from 'fast-check';
import { ArchivedCatalog } from '../../__testUtils__/ArchivedCatalog';
import { FEBRUARY, IMPORTER } from './__fixtures__/archives';

const counts = fc.record({
  users: fc.integer({ min: 0, max: 3 }),
  groups: fc.integer({ min: 1, max: 3 }),
  components: fc.integer({ min: 0, max: 6 }),
});
const pick = fc.nat({ max: 1000 });

/** A catalog in which every reference leads somewhere, also in circles. */
const entities = fc
  .tuple(counts, fc.infiniteStream(pick))
  .map(([{ users, groups, components }, picks]) => {
    const next = () => picks.next().value as number;
    const some = (kind: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${kind}${index}`).filter(
        () => next() % 2 === 0,
      );
    const one = (kind: string, count: number) => `${kind}${next() % count}`;
    const entity = (kind: string, index: number, more: Partial<Entity>) => {
      const name = `${kind.toLowerCase()}${index}`;
      return {
        apiVersion: 'backstage.io/v1alpha1',
        kind,
        ...more,
        metadata: { name, uid: `uid ${name}`, ...more.metadata },
      } as Entity;
    };
    const list = <T>(count: number, make: (index: number) => T) =>
      Array.from({ length: count }, (_, index) => make(index));
    return [
      ...list(users, index =>
        entity('User', index, {
          spec: { memberOf: some('group', groups) },
        }),
      ),
      ...list(groups, index =>
        entity('Group', index, {
          spec: {
            type: 'team',
            children: some('group', groups),
            members: some('user', users),
          },
        }),
      ),
      ...list(components, index => {
        const byUser = users > 0 && next() % 2 === 0;
        return entity('Component', index, {
          metadata: {
            name: `component${index}`,
            ...(byUser &&
              next() % 2 === 0 && {
                annotations: {
                  [annotations.organization]: `group:default/${one(
                    'group',
                    groups,
                  )}`,
                },
              }),
          },
          spec: {
            type: 'service',
            lifecycle: 'live',
            owner: byUser
              ? `user:default/${one('user', users)}`
              : one('group', groups),
            dependsOn: some('component:component', components),
          },
        });
      }),
    ];
  });

const options = fc.record({
  allowReplace: fc.boolean(),
  keepCurrentOwner: fc.boolean(),
  fallBackToImporter: fc.boolean(),
  takeOwnership: fc.boolean(),
  keepLifecycleState: fc.boolean(),
  strict: fc.boolean(),
});
const keepOwners = { keepCurrentOwner: true };

describe('archives there and back', () => {
  it("importing one's own fresh export is all ignore, whatever the options", () => {
    fc.assert(
      fc.property(entities, options, (all, chosen) => {
        const catalog = new ArchivedCatalog(all, FEBRUARY);
        const { byAction, applicable } = catalog.import(
          catalog.export(),
          chosen,
        );
        expect(byAction).toMatchObject({ ignore: all.length });
        expect(applicable).toBe(false);
      }),
    );
  });

  it('import, export, import elsewhere: the same, when owners are kept', () => {
    fc.assert(
      fc.property(entities, all => {
        const origin = new ArchivedCatalog(all, FEBRUARY);
        const [second, third] = [new ArchivedCatalog(), new ArchivedCatalog()];
        expect(second.import(origin.export(), keepOwners).byAction.create).toBe(
          all.length,
        );
        expect(second.contents).toEqual(origin.contents);
        third.import(second.export(), keepOwners);
        expect(third.contents).toEqual(origin.contents);
        expect(third.export()).toEqual(second.export());
        expect(origin.import(third.export()).byAction.ignore).toBe(all.length);
      }),
    );
  });

  it('import, export, import elsewhere: the same, when the importer owns them', () => {
    fc.assert(
      fc.property(entities, all => {
        const origin = new ArchivedCatalog(all, FEBRUARY);
        const [second, third] = [1, 2].map(
          () => new ArchivedCatalog([userOf(IMPORTER)], FEBRUARY),
        );
        second.import(origin.export());
        third.import(second.export());
        expect(third.contents).toEqual(second.contents);
      }),
    );
  });

  it('importing twice does nothing more', () => {
    fc.assert(
      fc.property(entities, options, (all, chosen) => {
        const origin = new ArchivedCatalog(all, FEBRUARY);
        const target = new ArchivedCatalog([userOf(IMPORTER)], FEBRUARY);
        const again = { ...chosen, allowReplace: false };
        target.import(origin.export(), again);
        const before = target.contents;
        expect(target.import(origin.export(), again).applicable).toBe(false);
        expect(target.contents).toEqual(before);
      }),
    );
  });
});

function userOf(ref: string): Entity {
  const name = ref.split('/')[1];
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name, uid: `uid ${name}` },
    spec: { memberOf: [] },
  };
}
