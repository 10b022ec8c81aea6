import { settingsDifferences } from './settingsDifferences';

describe('settingsDifferences', () => {
  it('names what one run has otherwise, or alone, by its path', () => {
    const one = {
      parameters: { host: 'db', port: 5432, ssl: true },
      scope: { include: ['a', 'b'], exclude: [] },
    };
    const other = {
      parameters: { host: 'db', port: 5433 },
      scope: { include: ['b', 'a'], exclude: [] },
      options: { namePrefix: 'x' },
    };
    expect(settingsDifferences(one, other)).toEqual([
      { path: 'options.namePrefix', one: undefined, other: 'x' },
      { path: 'parameters.port', one: '5432', other: '5433' },
      { path: 'parameters.ssl', one: 'true', other: undefined },
      { path: 'scope.include', one: '["a","b"]', other: '["b","a"]' },
    ]);
  });

  it('takes what is not set for what is not there', () => {
    expect(settingsDifferences({ a: null, b: {} }, { a: undefined })).toEqual(
      [],
    );
  });
});
