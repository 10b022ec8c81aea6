export { TechnologyIcon } from './TechnologyIcon';
