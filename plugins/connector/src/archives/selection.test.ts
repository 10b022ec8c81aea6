import type { ArchiveSelection } from '@backstage-connector/plugin-connector-common';
import {
  archive,
  archiveObjects,
  billingObject,
  invalidObject,
  ordersObject,
  requiredObject,
} from '../__fixtures__/archives';
import {
  everything,
  isSelectable,
  nothing,
  selectedCount,
  selectedIn,
  toggled,
} from './selection';

const selectedBy = (selection: ArchiveSelection) =>
  archiveObjects.filter(selectedIn(selection)).map(({ seq }) => seq);

describe('a selection of objects', () => {
  it('of everything has what was chosen for the archive and is valid', () => {
    expect(selectedBy(everything)).toEqual([1, 2]);
  });

  it('of nothing is empty', () => {
    expect(selectedBy(nothing)).toEqual([]);
    expect(selectedCount(nothing, archive)).toBe(0);
  });

  it('of named objects has those, also one that others require', () => {
    expect(selectedBy({ mode: 'only', seqs: [3, 2] })).toEqual([2, 3]);
  });

  it('never has an object that is invalid', () => {
    expect(selectedBy({ mode: 'only', seqs: [invalidObject.seq] })).toEqual([]);
  });

  it('of everything leaves out one and takes it back', () => {
    const without = toggled(everything, billingObject);
    expect(without).toEqual({ mode: 'top-level', except: [2] });
    expect(selectedBy(without)).toEqual([1]);
    expect(toggled(without, billingObject)).toEqual(everything);
  });

  it('of nothing takes one in and leaves it out again', () => {
    const one = toggled(nothing, requiredObject);
    expect(one).toEqual({ mode: 'only', seqs: [3] });
    expect(toggled(toggled(one, ordersObject), requiredObject)).toEqual({
      mode: 'only',
      seqs: [1],
    });
    expect(toggled(one, requiredObject)).toEqual(nothing);
  });

  it('is not changed by what is made of it', () => {
    toggled(everything, ordersObject);
    toggled(nothing, ordersObject);
    expect([everything, nothing]).toEqual([
      { mode: 'top-level', except: [] },
      { mode: 'only', seqs: [] },
    ]);
  });

  it('counts what was chosen, without what comes along', () => {
    expect(selectedCount(everything, archive)).toBe(3);
    expect(selectedCount({ mode: 'top-level', except: [1, 2] }, archive)).toBe(
      1,
    );
    expect(selectedCount({ mode: 'only', seqs: [1, 3] }, archive)).toBe(2);
  });
});

describe('whether one may select', () => {
  const only: ArchiveSelection = { mode: 'only', seqs: [] };

  it.each([
    ['what can be chosen', ordersObject, true, true],
    ['what only others require', requiredObject, false, true],
    ['what is invalid', invalidObject, false, false],
  ])('%s', (_, object, ofEverything, byName) => {
    expect(isSelectable(everything, object)).toBe(ofEverything);
    expect(isSelectable(only, object)).toBe(byName);
  });
});
