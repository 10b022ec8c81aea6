import { Settings } from 'luxon';
import { isDepth, newExportDraft, selectionOf } from './exportDraft';

const refs = ['component:default/orders'];

describe('what has been entered of an export', () => {
  const { defaultZone } = Settings;
  afterEach(() => {
    Settings.defaultZone = defaultZone;
  });

  it('begins with the whole catalog', () => {
    expect(selectionOf(newExportDraft([]))).toEqual({
      query: {},
      withReferences: false,
      depth: 3,
      withOwners: false,
    });
  });

  it('begins with the entities one comes from', () => {
    expect(selectionOf(newExportDraft(refs))).toMatchObject({ refs });
  });

  it('asks only by the fields that have values, and text that is no space', () => {
    const draft = newExportDraft([]);
    const query = { ...draft.query, kind: ['Component', 'API'], tag: ['java'] };
    expect(selectionOf({ ...draft, query, text: '  ' })?.query).toEqual({
      kind: ['Component', 'API'],
      tag: ['java'],
    });
    expect(selectionOf({ ...draft, query, text: ' shop ' })?.query).toEqual({
      kind: ['Component', 'API'],
      tag: ['java'],
      text: 'shop',
    });
  });

  it('asks either by query or by reference, as chosen', () => {
    const draft = { ...newExportDraft(refs), text: 'shop' };
    expect(selectionOf(draft)).not.toHaveProperty('query');
    expect(selectionOf({ ...draft, by: 'query' })).toMatchObject({
      query: { text: 'shop' },
    });
    expect(selectionOf({ ...draft, by: 'query' })).not.toHaveProperty('refs');
  });

  it('asks for nothing while no entity is chosen', () => {
    expect(selectionOf({ ...newExportDraft([]), by: 'refs' })).toBeUndefined();
  });

  it('asks for nothing while the depth is no depth, if that counts', () => {
    const draft = { ...newExportDraft(refs), depth: '11' };
    expect(selectionOf({ ...draft, withReferences: true })).toBeUndefined();
    expect(selectionOf(draft)).toMatchObject({ depth: 3 });
    expect(
      selectionOf({ ...draft, withReferences: true, depth: '10' }),
    ).toMatchObject({ withReferences: true, depth: 10 });
  });

  it('takes the time by the clock of the person', () => {
    Settings.defaultZone = 'Europe/Berlin';
    const draft = {
      ...newExportDraft(refs),
      modifiedSince: '2026-07-01T00:30',
    };
    expect(selectionOf(draft)?.modifiedSince).toBe('2026-06-30T22:30:00.000Z');
  });

  it('asks for nothing while the time is none', () => {
    const modifiedSince = '20266-07-01T00:30';
    const draft = { ...newExportDraft(refs), modifiedSince };
    expect(selectionOf(draft)).toBeUndefined();
  });
});

describe('a depth', () => {
  it.each(['1', '5', '10'])('may be %s', text => {
    expect(isDepth(text)).toBe(true);
  });

  it.each(['', '0', '11', '-1', '1.5', '2 ', '1e1'])(
    'may not be "%s"',
    text => {
      expect(isDepth(text)).toBe(false);
    },
  );
});
