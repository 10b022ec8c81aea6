import { archivePlan } from '../__fixtures__/archives';
import {
  draftOfPlan,
  keepDraft,
  keptDraft,
  newImportDraft,
  type ImportDraft,
} from './importDraft';

const changed: ImportDraft = {
  selection: { mode: 'only', seqs: [1, 3] },
  options: {
    ...newImportDraft().options,
    allowReplace: true,
    organization: 'group:default/data-platform',
    mapping: { 'user:default/bob': 'user:default/robert' },
  },
};

describe('what is chosen of an archive', () => {
  beforeEach(() => sessionStorage.clear());
  afterEach(() => jest.restoreAllMocks());

  it('is at first everything, with no option', () => {
    const { selection, options } = newImportDraft();
    expect(selection).toEqual({ mode: 'top-level', except: [] });
    expect(options).toMatchObject({ allowReplace: false, mapping: {} });
    expect(options).not.toHaveProperty('organization');
  });

  it('is kept for each archive', () => {
    keepDraft('one', changed);
    expect(keptDraft('one')).toEqual(changed);
    expect(keptDraft('other')).toBeUndefined();
  });

  it.each([
    ['is not JSON', '{"selection":'],
    ['has a selection of another kind', '{"selection":{"mode":"all"}}'],
    [
      'has an option of another type',
      JSON.stringify({ ...changed, options: { strict: 'yes' } }),
    ],
    ['is nothing', 'null'],
  ])('is forgotten when what was kept %s', (_, text) => {
    sessionStorage.setItem('connector-archive-one', text);
    expect(keptDraft('one')).toBeUndefined();
  });

  it('is not lost to a storage that is full, or closed', () => {
    jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    expect(() => keepDraft('one', changed)).not.toThrow();
    jest.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new DOMException('closed', 'SecurityError');
    });
    expect(keptDraft('one')).toBeUndefined();
  });

  it('comes from a plan that was made of it', () => {
    expect(draftOfPlan({ ...archivePlan, ...changed })).toEqual(changed);
    const { selection, options, ...undo } = archivePlan;
    expect(draftOfPlan({ ...undo, kind: 'undo' })).toEqual(newImportDraft());
  });
});
