export { EmptyPicture } from './EmptyPicture';
