import stringify from 'fast-json-stable-stringify';
import fc from 'fast-check';
import { canonicalJson, inOrder } from './canonicalJson';

describe('canonicalJson', () => {
  it.each([
    ['keys', { b: 1, a: { d: 1, c: 2 } }, '{"a":{"c":2,"d":1},"b":1}'],
    ['keys that are numbers', { 10: 1, 9: 2, a: 3 }, '{"10":1,"9":2,"a":3}'],
    ['keys of other scripts', { é: 1, z: 2, '€': 3 }, '{"z":2,"é":1,"€":3}'],
    ['lists as they are', [{ b: 1, a: 2 }, 0], '[{"a":2,"b":1},0]'],
    ['nothing undefined', { b: undefined, a: 1 }, '{"a":1}'],
    [
      'a key __proto__',
      JSON.parse('{"b":1,"__proto__":2}'),
      '{"__proto__":2,"b":1}',
    ],
  ])('writes %s in order', (_, value, text) => {
    expect(canonicalJson(value)).toBe(text);
    expect(canonicalJson(inOrder(value))).toBe(text);
  });

  it('is the same whether or not the keys are in order already', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), value => {
        const expected = stringify(value);
        expect(canonicalJson(value)).toBe(expected);
        expect(canonicalJson(inOrder(value))).toBe(expected);
        expect(canonicalJson(JSON.parse(expected))).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });
});
