export { ScopePreview } from './ScopePreview';
