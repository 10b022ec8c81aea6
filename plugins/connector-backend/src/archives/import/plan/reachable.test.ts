import type { ArchivedObject } from '../../../plan/archive';
import { reachable } from './reachable';

const object = (
  seq: number,
  over: Partial<ArchivedObject> = {},
): ArchivedObject => ({
  seq,
  uid: `u${seq}`,
  ref: `component:default/c${seq}`,
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  title: `c${seq}`,
  topLevel: true,
  modifiedAt: '2026-01-01T00:00:00.000Z',
  hash: 'h',
  references: [],
  ...over,
});

const to = (seq: number) => ({
  path: 'spec.dependsOn[0]',
  ref: `component:default/c${seq}`,
});

const seqs = (...found: Parameters<typeof reachable>) =>
  reachable(...found)
    .map(({ seq }) => seq)
    .sort();

describe('reachable', () => {
  it.each<[string, ArchivedObject[], number[]]>([
    ['what is chosen', [object(1), object(2)], [1]],
    [
      'what that refers to, and so on',
      [
        object(1, { references: [to(2)] }),
        object(2, { references: [to(3)] }),
        object(3),
        object(4),
      ],
      [1, 2, 3],
    ],
    [
      'circles once',
      [object(1, { references: [to(2)] }), object(2, { references: [to(1)] })],
      [1, 2],
    ],
    [
      'what is meant by its UUID',
      [
        object(1, { references: [{ path: 'p', ref: 'api:a/b', uid: 'u2' }] }),
        object(2),
      ],
      [1, 2],
    ],
    [
      'owner and organization',
      [
        object(1, {
          owner: { ref: 'user:default/ada' },
          organization: { ref: 'group:default/team' },
        }),
        object(2, { ref: 'user:default/ada' }),
        object(3, { ref: 'group:default/team' }),
        object(4),
      ],
      [1, 2, 3],
    ],
    [
      'all that have a name that is there twice',
      [
        object(1, { references: [to(9)] }),
        object(2, { ref: 'component:default/c9' }),
        object(3, { ref: 'component:default/c9' }),
      ],
      [1, 2, 3],
    ],
  ])('finds %s', (_, objects, expected) => {
    expect(seqs(objects, { mode: 'only', seqs: [1] })).toEqual(expected);
  });

  it('looks at each name once, however many have it and refer to it', () => {
    const many = Array.from({ length: 40_000 }, (_, at) =>
      object(at + 1, { ref: 'component:default/c1', references: [to(1)] }),
    );

    expect(reachable(many, { mode: 'only', seqs: [1] })).toHaveLength(40_000);
  });

  it('starts with the top level, without what was taken out', () => {
    const objects = [object(1), object(2), object(3, { topLevel: false })];

    expect(seqs(objects, { mode: 'top-level', except: [2] })).toEqual([1]);
    expect(seqs(objects, { mode: 'top-level', except: [] })).toEqual([1, 2]);
  });
});
