import type { Entity } from '@backstage/catalog-model';
import fc from 'fast-check';
import { formatPath, parsePath, valueAt, withValueAt } from './entityPath';

const entity: Entity = {
  apiVersion: 'example.com/v1',
  kind: 'Thing',
  metadata: { name: 'thing' },
  spec: { list: ['a', { 'odd key': 'b' }] },
};

describe('entityPath', () => {
  it.each([
    ['spec.list[0]', ['spec', 'list', 0]],
    ['spec.list[1]["odd key"]', ['spec', 'list', 1, 'odd key']],
    ['spec["a\\"]b"].$x_1', ['spec', 'a"]b', '$x_1']],
  ])('writes and reads %s', (path, steps) => {
    expect(formatPath(steps)).toBe(path);
    expect(parsePath(path)).toEqual(steps);
  });

  it.each([
    'spec.',
    '.spec',
    'spec[x]',
    'spec[1',
    'spec["a]',
    'a b',
    'spec["\\x"]',
  ])('takes %s for no path', path => {
    expect(parsePath(path)).toBeUndefined();
    expect(valueAt(entity, path)).toBeUndefined();
  });

  it('reads what it writes, whatever the keys are', () => {
    const step = fc.oneof(fc.string({ unit: 'binary' }), fc.nat());
    fc.assert(
      fc.property(fc.array(step), steps => {
        expect(parsePath(formatPath(['spec', ...steps]))).toEqual([
          'spec',
          ...steps,
        ]);
      }),
    );
  });

  it.each([
    ['spec.list[0]', 'a'],
    ['spec.list[1]["odd key"]', 'b'],
    ['spec.list[7].x', undefined],
    ['spec.constructor', undefined],
    ['spec.list.length', 2],
  ])('finds what stands at %s', (path, value) => {
    expect(valueAt(entity, path)).toBe(value);
  });

  it('replaces what stands at a path, in a copy', () => {
    expect(withValueAt(entity, 'spec.list[1]["odd key"]', 'c')).toEqual({
      ...entity,
      spec: { list: ['a', { 'odd key': 'c' }] },
    });
    expect(valueAt(entity, 'spec.list[1]["odd key"]')).toBe('b');
  });
});
