import { diagnose } from '@backstage-connector/plugin-connector-node';
import { diagnoses } from './diagnoses';

describe('the diagnoses of SQLite', () => {
  // What a test machine cannot be brought to do, or not for a superuser.
  it.each([
    ['EACCES', 'sqlite.permission'],
    ['EPERM', 'sqlite.permission'],
    ['EIO', 'sqlite.io'],
    ['SQLITE_IOERR_READ', 'sqlite.io'],
    ['SQLITE_CANTOPEN', 'sqlite.cannot-open'],
    ['SQLITE_READONLY_ROLLBACK', 'sqlite.needs-recovery'],
    ['SQLITE_CORRUPT_INDEX', 'sqlite.corrupt'],
    ['SQLITE_BUSY_SNAPSHOT', 'sqlite.busy'],
    ['SQLITE_SCHEMA', 'sqlite.changed'],
  ])('explain %s as %s', (code, expected) => {
    const error = Object.assign(new Error('oops'), { code });
    expect(diagnose(error, diagnoses).failure.code).toBe(expected);
  });

  it('have codes of their own, and a remedy each', () => {
    const codes = diagnoses.map(it => it.code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(diagnoses.filter(it => !it.remedy.endsWith('.'))).toEqual([]);
  });
});
