import type { ContractDataset } from '../clause';
import type { Categories } from '../worlds';
import { relationalContractDataset } from './relationalContract';

export * from './relational';
export * from './relationalAdapt';
export * from './relationalDdl';
export * from './relationalExpected';

/** The dataset of each category. @public */
export const contractDatasets: {
  [C in keyof Categories]: (
    differences: Categories[C]['differences'],
  ) => ContractDataset;
} = { relational: relationalContractDataset };
