export * from './createMapper';
