import { diagnose } from '@backstage-connector/plugin-connector-node';
import { diagnoses } from './diagnoses';

describe('the diagnoses of PostgreSQL', () => {
  // What a test server cannot be brought to do. The others are tried for real.
  it.each([
    ['57P02', 'postgresql.session-ended'],
    ['55P03', 'postgresql.query-cancelled'],
    ['53200', 'postgresql.out-of-memory'],
    ['XX000', 'postgresql.internal'],
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
