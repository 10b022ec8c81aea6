import type { ContractDataset } from '../clause';
import type {
  RelationalChange,
  RelationalDataset,
  RelationalDifferences,
} from './relational';
import { applyChanges, placeOf } from './relationalAdapt';
import { expectedAssets } from './relationalExpected';
import {
  hostileNames,
  hostileSchema,
  largeDataset,
  retailChanges,
  retailDataset,
} from './relationalRetail';

/** The relational dataset, ready for one technology. */
export function relationalContractDataset(
  differences: RelationalDifferences,
): ContractDataset<RelationalDataset, RelationalChange> {
  return {
    standard: retailDataset(differences),
    changes: retailChanges,
    large: largeDataset({ tables: 1_000, columns: 30 }),
    empty: { schemas: [] },
    expected: ({ dataset, changes = [], ...source }) =>
      expectedAssets(applyChanges(dataset, changes), differences, source),
    hostileNames: [
      ...hostileNames.map(
        name => placeOf(differences, hostileSchema, name).name,
      ),
    ],
  };
}
