export { LegacyConnectorPage, LegacyRunPage } from './LegacyPages';
