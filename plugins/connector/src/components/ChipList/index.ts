export { ChipList } from './ChipList';
