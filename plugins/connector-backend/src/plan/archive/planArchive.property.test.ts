import type { ArchiveSelection } from '@backstage-connector/plugin-connector-common';
import fc from 'fast-check';
import {
  archived,
  basisOf,
  FEBRUARY,
  IMPORTER,
  JANUARY,
  MARCH,
  policyOf,
  present,
} from './__fixtures__/archives';
import { planArchive } from './planArchive';
import type {
  ArchivedObject,
  ArchivePolicy,
  TargetObject,
  Verdict,
} from './types';

/*
 * Archives and catalogs as odd as can be: few names and few UUIDs, in any
 * combination, so that all of them meet each other.
 */
const ref = fc.constantFrom(
  'component:default/a',
  'component:default/b',
  'component:default/c',
  'user:default/ada',
  'user:default/grace',
  'group:default/team',
  'group:default/other',
);
const uid = fc.constantFrom(...[1, 2, 3, 4, 5, 6, 7, 8].map(it => `uid-${it}`));
const time = fc.constantFrom(JANUARY, FEBRUARY, MARCH);
const hash = fc.constantFrom('x', 'y');
const named = fc.record(
  { ref, uid },
  { requiredKeys: ['ref'], noNullPrototype: true },
);

const principal = (kind: string) =>
  named.filter(it => it.ref.startsWith(`${kind}:`));

const object = fc
  .record(
    {
      ref,
      uid,
      hash,
      modifiedAt: time,
      topLevel: fc.boolean(),
      references: fc.array(named, { maxLength: 3 }),
      owner: principal('user'),
      organization: principal('group'),
      invalid: fc.constantFrom(undefined, undefined, 'no name'),
    },
    {
      requiredKeys: ['ref', 'uid', 'hash', 'modifiedAt', 'topLevel'],
      noNullPrototype: true,
    },
  )
  .map(({ references = [], owner, organization, ...more }) => {
    const owners = more.ref.startsWith('component:')
      ? { owner, organization }
      : {};
    const field = more.ref.startsWith('group:') ? 'members' : 'dependsOn';
    return archived(more.ref, {
      ...more,
      ...owners,
      references: references.map((it, index) => ({
        path: `spec.${field}[${index}]`,
        ...it,
      })),
    });
  });
const archive = fc
  .array(object, { maxLength: 8 })
  // The title tells an object wherever it stands.
  .map(all => all.map((it, index) => ({ ...it, title: `${index}` })));

const target = fc
  .record({
    ref,
    uid,
    hash,
    modifiedAt: time,
    manager: fc.constantFrom<TargetObject['manager']>(
      { kind: 'archive' },
      { kind: 'archive' },
      { kind: 'catalog', location: 'url:x' },
    ),
  })
  .map(more => present(more.ref, more));
const here = fc
  .uniqueArray(target, { maxLength: 5, selector: it => it.ref })
  .map(all =>
    all.filter((it, i) => all.findIndex(o => o.uid === it.uid) === i),
  );

const policy = fc
  .record({
    allowReplace: fc.boolean(),
    keepCurrentOwner: fc.boolean(),
    fallBackToImporter: fc.boolean(),
    takeOwnership: fc.boolean(),
    strict: fc.boolean(),
    organization: fc.constantFrom(undefined, 'group:default/team'),
    mapping: fc.constantFrom(
      {},
      {},
      { 'user:default/ada': 'user:default/grace' },
      { 'group:default/team': 'group:default/team' },
    ),
  })
  .map(options =>
    policyOf({
      ...options,
      mapping: options.mapping as Record<string, string>,
    }),
  );

const situation = fc.record({
  archive,
  here,
  policy,
  hidden: fc.subarray(['component:default/a', 'user:default/ada']),
  forbidden: fc.subarray(['Component', 'User']),
  left: fc.subarray(['0', '1', '2']),
});
type Situation = typeof situation extends fc.Arbitrary<infer S> ? S : never;

/** The verdict about each object, by its title, in any order of the archive. */
function verdictsOf(
  given: Situation,
  order: readonly ArchivedObject[] = given.archive,
): Map<string, Omit<Verdict, 'seq'>> {
  const objects = order.map((it, index) => ({ ...it, seq: index + 1 }));
  const selection: ArchiveSelection = {
    mode: 'top-level',
    except: objects
      .filter(({ title }) => given.left.includes(title))
      .map(({ seq }) => seq),
  };
  const basis = basisOf(given.here, {
    isVisible: it => !given.hidden.includes(it),
    mayCreate: ({ kind }) => !given.forbidden.includes(kind),
    hasPermission: () => !given.forbidden.includes('User'),
  });
  const plan = planArchive(objects, selection, given.policy, basis);
  const verdicts = [...plan.verdicts];
  const told = new Map(
    verdicts.map(({ seq, ...verdict }) => [objects[seq - 1].title, verdict]),
  );
  expect(told.size).toBe(verdicts.length);
  return told;
}

function isWritten({ action }: Pick<Verdict, 'action'>): boolean {
  return action === 'create' || action === 'replace';
}

/** What the catalog holds once the verdicts are applied: UUIDs by reference. */
function afterwards(
  given: Situation,
  verdicts: ReadonlyMap<string, Omit<Verdict, 'seq'>>,
): Map<string, string> {
  const written = writtenOf(given, verdicts).map(([it]) => it);
  const replaced = new Set(written.map(it => it.uid));
  const after = new Map(
    given.here
      .filter(it => !replaced.has(it.uid) && !given.hidden.includes(it.ref))
      .map(it => [it.ref, it.uid]),
  );
  for (const it of written) {
    expect(after.has(it.ref)).toBe(false);
    after.set(it.ref, it.uid);
  }
  return after;
}

/** All references that an object has once it is relocated. */
function referencesAfter(
  { references, owner, organization }: ArchivedObject,
  { relocation = {} }: Pick<Verdict, 'relocation'>,
): string[] {
  const dropped = new Set(relocation.droppedMembers);
  const own = references
    .filter(it => !dropped.has(it.ref))
    .map(it => relocation.references?.[it.path] ?? it.ref);
  const principals = relocation.keepTargetOwnership
    ? []
    : [
        relocation.owner ?? owner?.ref,
        relocation.organization ??
          // Where a group owns it alone, spec.owner is what was organization.
          (owner || !relocation.owner ? organization?.ref : undefined),
      ];
  return [...own, ...principals].filter(
    it => it !== undefined && it !== IMPORTER,
  ) as string[];
}

const runs = { numRuns: 1_000 };

describe('planArchive, whatever the archive and the catalog', () => {
  it('every object that is chosen gets exactly one verdict', () => {
    fc.assert(
      fc.property(situation, given => {
        const verdicts = verdictsOf(given);
        given.archive
          .filter(it => it.topLevel && !given.left.includes(it.title))
          .forEach(it => expect([...verdicts.keys()]).toContain(it.title));
      }),
      runs,
    );
  });

  it('the order of objects in the file never changes a decision', () => {
    fc.assert(
      fc.property(
        situation.chain(given =>
          fc.tuple(
            fc.constant(given),
            fc.shuffledSubarray(given.archive, {
              minLength: given.archive.length,
            }),
          ),
        ),
        ([given, shuffled]) => {
          expect(byContent(given, verdictsOf(given, shuffled))).toEqual(
            byContent(given, verdictsOf(given)),
          );
        },
      ),
      runs,
    );
  });

  it('a subset never creates something that refers to nothing', () => {
    fc.assert(
      fc.property(situation, given => {
        const verdicts = verdictsOf(given);
        const after = afterwards(given, verdicts);
        const dangling = writtenOf(given, verdicts)
          .flatMap(([it, verdict]) => referencesAfter(it, verdict))
          .filter(it => !after.has(it));
        expect(dangling).toEqual([]);
      }),
      runs,
    );
  });

  it('a user ignored as conflicting voids "Keep current owner"', () => {
    fc.assert(
      fc.property(situation, given => {
        const verdicts = verdictsOf(given);
        const conflicting = new Set(
          given.archive
            .filter(
              ({ title }) => verdicts.get(title)?.reason === 'user.conflicting',
            )
            .map(it => it.uid),
        );
        const theirs = given.archive.filter(it =>
          conflicting.has(it.owner?.uid ?? ''),
        );
        expect(
          theirs.filter(
            ({ title }) => verdicts.get(title)?.reason === 'owner.missing',
          ),
        ).toEqual([]);
        const owners = writtenOf(given, verdicts)
          .filter(([it]) => theirs.includes(it))
          .filter(([it, verdict]) => asksForOwner(it, verdict, given.policy))
          .filter(([it]) => !Object.hasOwn(given.policy.mapping, it.owner!.ref))
          .map(([, { relocation }]) => relocation?.owner);
        expect(owners).toEqual(owners.map(() => IMPORTER));
      }),
      runs,
    );
  });

  it('what is kept from the eyes of a person is told in no verdict', () => {
    fc.assert(
      fc.property(situation, given => {
        const told = textsIn([...verdictsOf(given).values()]).join('\n');
        const known = textsIn([given.archive, given.policy]);
        const secrets = given.here
          .filter(it => given.hidden.includes(it.ref))
          .flatMap(it => [it.uid, it.ref])
          .filter(text => !known.includes(text));
        expect(secrets.filter(text => told.includes(text))).toEqual([]);
      }),
      runs,
    );
  });
});

/** All texts of a value, keys included. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, it]) => [key, ...textsIn(it)])
    : [];
}

/** The objects that are created or replace, with their verdicts. */
function writtenOf(
  given: Situation,
  verdicts: ReadonlyMap<string, Omit<Verdict, 'seq'>>,
) {
  return given.archive.flatMap(it => {
    const verdict = verdicts.get(it.title);
    return verdict && isWritten(verdict) ? [[it, verdict] as const] : [];
  });
}

function asksForOwner(
  { kind }: ArchivedObject,
  { action }: Pick<Verdict, 'action'>,
  { keepCurrentOwner, takeOwnership }: ArchivePolicy,
): boolean {
  const asks = action === 'create' ? keepCurrentOwner : takeOwnership;
  return kind === 'Component' && asks;
}

/** Nobody can tell equal objects apart: only how many get which verdict counts. */
function byContent(
  { archive: objects }: Situation,
  verdicts: ReadonlyMap<string, Omit<Verdict, 'seq'>>,
): string[] {
  return objects
    .flatMap(({ title, ...content }) => {
      const verdict = verdicts.get(title);
      return verdict ? [JSON.stringify([content, verdict])] : [];
    })
    .sort();
}
