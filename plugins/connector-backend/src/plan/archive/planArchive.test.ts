import type { ArchiveSelection } from '@backstage-connector/plugin-connector-common';
import {
  archived,
  basisOf,
  dependsOn,
  numbered,
  plan,
  policyOf,
  present,
} from './__fixtures__/archives';
import { namesAsked } from './namesAsked';
import { planArchive } from './planArchive';

const refOf = (index: number) => `component:default/n${index}`;

describe('planArchive', () => {
  it('counts by action, reason and rule', () => {
    expect(
      plan({
        archive: [
          archived(refOf(1)),
          archived(refOf(2)),
          archived(refOf(3), { invalid: 'no name' }),
        ],
        here: [present(refOf(2))],
      }),
    ).toMatchObject({
      byAction: { create: 1, replace: 1, ignore: 0, reject: 0, skip: 1 },
      byReason: {
        'identity.new': 1,
        'identity.newer': 1,
        'schema.invalid-entity': 1,
      },
      byRule: { 'AR-12': 1, 'AR-20': 1, 'AR-24': 1 },
      applicable: true,
    });
  });

  it('is not applicable when there is nothing to do', () => {
    const object = archived(refOf(1));
    const here = [present(object.ref, { hash: object.hash })];
    expect(plan({ archive: [object], here }).applicable).toBe(false);
    expect(plan({ archive: [] }).applicable).toBe(false);
  });

  it('AR-12: announces nothing of what an invalid object says', () => {
    const objects = numbered([
      archived(refOf(1), {
        invalid: 'no name',
        owner: { ref: 'user:default/a', uid: 'a' },
        references: dependsOn(refOf(2)),
      }),
    ]);
    expect(namesAsked(objects, policyOf())).toEqual({
      uids: new Set(),
      refs: new Set(),
    });
  });

  it('asks nothing about names that it has not announced', () => {
    const ada = 'user:default/ada';
    const objects = numbered([
      archived(refOf(1), {
        owner: { ref: ada, uid: 'u' },
        organization: { ref: 'group:default/a', uid: 'g' },
        references: dependsOn(refOf(2)),
      }),
      archived(refOf(3), { owner: { ref: 'user:default/b' } }),
      archived(refOf(4), {
        invalid: 'no name',
        references: dependsOn(refOf(5)),
      }),
      archived(refOf(6), { topLevel: false }),
    ]);
    const policy = policyOf({
      keepCurrentOwner: true,
      organization: 'Group:default/X',
      mapping: { [ada]: 'user:default/Y' },
    });
    const announced = namesAsked(objects, policy);
    const basis = basisOf([], {
      byUid: uid => {
        expect(announced.uids).toContain(uid);
        return undefined;
      },
      byRef: ref => {
        expect(announced.refs).toContain(ref);
        return undefined;
      },
    });
    const topLevel: ArchiveSelection = { mode: 'top-level', except: [] };
    const { verdicts } = planArchive(objects, topLevel, policy, basis);
    expect([...verdicts]).toHaveLength(3);
  });

  describe('asks no more often than there are objects and references', () => {
    function asked(size: number, shape: (index: number) => number[]) {
      let questions = 0;
      const objects = Array.from({ length: size }, (_, index) =>
        archived(refOf(index), {
          references: dependsOn(...shape(index).map(refOf)),
        }),
      );
      plan({
        archive: objects,
        basis: {
          byUid: () => {
            questions += 1;
            return undefined;
          },
        },
      });
      return questions / size;
    }

    it.each<[string, (index: number, size: number) => number[]]>([
      ['a chain to nothing', index => [index + 1]],
      ['a chain backwards to nothing', index => [index - 1]],
      ['a circle', (index, size) => [(index + 1) % size]],
      ['a star around what cannot be imported', index => (index ? [0] : [-1])],
      ['layers', index => [1, 2, 3, 4, 5].map(it => index + it)],
    ])('%s', (_, shape) => {
      const [few, many] = [500, 20_000].map(size =>
        asked(size, index => shape(index, size)),
      );
      expect(many).toBeLessThan(few * 1.2);
    });
  });

  it('is not held up by thousands of objects with one name', () => {
    const twins = Array.from({ length: 20_000 }, (_, index) =>
      archived(refOf(0), {
        uid: 'same',
        hash: `${index}`,
        references: dependsOn(refOf(0)),
      }),
    );
    expect(plan({ archive: twins }).byReason).toEqual({
      'identity.duplicate-uid': 20_000,
    });
  });
});
