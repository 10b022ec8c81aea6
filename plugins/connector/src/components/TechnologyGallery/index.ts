export { TechnologyGallery } from './TechnologyGallery';
