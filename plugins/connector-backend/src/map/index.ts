export * from './createMapper';
export type { NamedOwner } from './owners';
