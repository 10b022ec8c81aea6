import assert from 'node:assert/strict';
import {
  isWithin,
  type Asset,
  type TableAsset,
} from '@backstage-connector/plugin-connector-common';

/** Asserts that two reads hold the same assets, in any order. */
export function assertSameAssets(
  actual: readonly Asset[],
  expected: readonly Asset[],
): void {
  const found = byUrn(actual);
  const wanted = byUrn(expected);
  assert.deepEqual(
    {
      missing: [...wanted.keys()].filter(urn => !found.has(urn)),
      unexpected: [...found.keys()].filter(urn => !wanted.has(urn)),
    },
    { missing: [], unexpected: [] },
  );
  for (const [urn, asset] of wanted) {
    assert.deepEqual(found.get(urn), asset, urn);
  }
}

function byUrn(assets: readonly Asset[]): Map<string, unknown> {
  return new Map(assets.map(asset => [asset.urn, comparable(asset)]));
}

// Without what is undefined, and with the lists whose order says nothing in an
// order of their own.
function comparable(asset: Asset): unknown {
  const copy: Asset = JSON.parse(JSON.stringify(asset));
  if (copy.kind === 'table') {
    const { uniqueConstraints, checks, foreignKeys, indexes } = copy.structure;
    for (const list of [uniqueConstraints, checks, foreignKeys, indexes]) {
      const text = (it: unknown) => JSON.stringify(it);
      (list as unknown[]).sort((a, b) => (text(a) < text(b) ? -1 : 1));
    }
  }
  return copy;
}

export function tablesOf(assets: readonly Asset[]): TableAsset[] {
  return assets.filter((it): it is TableAsset => it.kind === 'table');
}

/** The asset that says why this URN is left out. */
export function leftOutBy(assets: readonly Asset[], urn: string) {
  return assets.find(
    asset => asset.kind === 'out-of-scope' && isWithin(urn, asset.urn),
  );
}
