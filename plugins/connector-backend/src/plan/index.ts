export * from './decide';
export * from './findings';
export * from './fingerprint';
export * from './unseen';
export type {
  Basis,
  Holder,
  LedgerEntry,
  MappedEntity,
  Policy,
  Subject,
  UnseenObject,
} from './types';
