import type { ArchiveSelection } from '@backstage-connector/plugin-connector-common';
import {
  archived,
  basisOf,
  dependsOn,
  named,
  numbered,
  policyOf,
  present,
} from './__fixtures__/archives';
import { comparable } from './policy';
import { selectObjects } from './selectObjects';
import type { ArchivedObject, ArchivePolicy, TargetObject } from './types';

const a = 'component:default/a';
const b = 'component:default/b';
const c = 'component:default/c';
const d = 'component:default/d';
const ada = 'user:default/ada';
const team = 'group:default/team';

const along = { topLevel: false };
const topLevel: ArchiveSelection = { mode: 'top-level', except: [] };
const needs = (ref: string, others: string[], more = {}) =>
  archived(ref, { references: dependsOn(...others), ...more });

function selected(
  objects: readonly ArchivedObject[],
  selection: ArchiveSelection = topLevel,
  options: Partial<ArchivePolicy> = {},
  here: readonly TargetObject[] = [],
) {
  const { objects: chosen, neededBy } = selectObjects(
    numbered(objects),
    selection,
    comparable(policyOf(options)),
    basisOf(here),
  );
  return {
    refs: chosen.map(({ ref }) => ref).sort(),
    neededBy: Object.fromEntries(
      [...neededBy].map(([{ ref }, needer]) => [ref, needer]),
    ),
  };
}

describe('AR-10: what an import is about', () => {
  const archive = [
    needs(a, [b]),
    needs(b, [c], along),
    archived(c, along),
    archived(d),
  ];

  it.each<[string, ArchiveSelection, string[]]>([
    ['all top-level objects', topLevel, [a, b, c, d]],
    ['all but one', { mode: 'top-level', except: [1] }, [d]],
    ['one', { mode: 'only', seqs: [4] }, [d]],
    ['one that needs others', { mode: 'only', seqs: [1] }, [a, b, c]],
    ['one that is not top-level', { mode: 'only', seqs: [2] }, [b, c]],
    ['none', { mode: 'only', seqs: [] }, []],
  ])('%s, with what they require', (_, selection, refs) => {
    expect(selected(archive, selection).refs).toEqual(refs);
  });

  it('takes along also what was left out by hand, when it is required', () => {
    const both = [needs(a, [b]), archived(b)];
    expect(selected(both, { mode: 'top-level', except: [2] })).toEqual({
      refs: [a, b],
      neededBy: { [b]: a },
    });
  });

  it('names by whom an object is needed: the nearest, then the first', () => {
    const shuffled = [
      archived(d, along),
      needs(c, [d], along),
      needs(b, [d, c]),
      needs(a, [d]),
    ];
    expect(selected(shuffled).neededBy).toEqual({ [c]: b, [d]: a });
  });

  it('goes round in circles once', () => {
    expect(
      selected([needs(a, [b]), needs(b, [a, c], along), needs(c, [b], along)])
        .refs,
    ).toEqual([a, b, c]);
  });

  it('finds by UUID before the reference', () => {
    const archiveOfTwo = [
      archived(a, { references: dependsOn({ ref: b, uid: 'x' }) }),
      archived(c, { uid: 'x', ...along }),
      archived(b, { uid: 'y', ...along }),
    ];
    expect(selected(archiveOfTwo).refs).toEqual([a, c]);
  });

  it('does not take along a second object for a chosen reference', () => {
    const archiveOfTwo = [
      archived(a, { references: dependsOn({ ref: b, uid: 'x' }) }),
      archived(b, { uid: 'x' }),
      archived(b, { uid: 'y' }),
    ];
    expect(selected(archiveOfTwo, { mode: 'only', seqs: [1, 3] }).refs).toEqual(
      [a, b],
    );
  });
});

describe('AR-10: owners and organizations come along where they matter', () => {
  const archive = [
    archived(a, { owner: named(ada), organization: named(team) }),
    archived(ada, along),
    archived(team, along),
  ];

  it.each<[string, Partial<ArchivePolicy>, TargetObject[], string[]]>([
    ['keep current owner', { keepCurrentOwner: true }, [], [a, team, ada]],
    ['the importer becomes the owner', {}, [], [a, team]],
    [
      'an organization is assigned',
      { organization: 'group:default/x' },
      [],
      [a],
    ],
    ['the target keeps its own', { keepCurrentOwner: true }, [present(a)], [a]],
    [
      'owner and organization of the archive are taken',
      { takeOwnership: true },
      [present(a)],
      [a, team, ada],
    ],
    [
      'they are mapped',
      { keepCurrentOwner: true, mapping: { [ada]: ada, [team]: team } },
      [],
      [a],
    ],
  ])('%s', (_, options, here, refs) => {
    expect(selected(archive, topLevel, options, here).refs).toEqual(refs);
  });
});
