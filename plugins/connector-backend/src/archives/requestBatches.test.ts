import fc from 'fast-check';
import { requestBatches } from './requestBatches';

const bytesOf = (body: unknown) => Buffer.byteLength(JSON.stringify(body));

describe('requestBatches', () => {
  it('gives as many texts at once as a request takes', () => {
    const texts = Array.from({ length: 1_001 }, (_, at) => `api:default/${at}`);

    const batches = [...requestBatches(texts)];

    expect(batches.map(it => it.length)).toEqual([500, 500, 1]);
    expect(batches.flat()).toEqual(texts);
  });

  it('never makes a body that the catalog refuses, whatever the texts', () => {
    const text = fc
      .tuple(fc.string({ unit: 'binary', maxLength: 20 }), fc.nat(500))
      .map(([part, times]) => part.repeat(times));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 200 }), texts => {
        const batches = [...requestBatches(texts)];

        expect(batches.flat()).toEqual(
          texts.filter(it => bytesOf(it) < 90_000),
        );
        const fields = ['apiVersion', 'kind', 'metadata', 'spec', 'relations'];
        for (const entityRefs of batches) {
          expect(bytesOf({ entityRefs, fields })).toBeLessThan(100 * 1024);
        }
      }),
    );
  });
});
