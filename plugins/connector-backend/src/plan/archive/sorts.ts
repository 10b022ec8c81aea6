import type { ArchivedObject } from './types';

type Kinded = Pick<ArchivedObject, 'apiVersion' | 'kind'>;

const ownerless = ['Group', 'Location', 'User'];

// As references count, where kinds are in lower case.
const lower = ({ kind }: Pick<Kinded, 'kind'>) =>
  kind.toLocaleLowerCase('en-US');

export const isUser = (object: Kinded) => lower(object) === 'user';

export const isGroup = (object: Kinded) => lower(object) === 'group';

export const isLocation = (object: Kinded) => lower(object) === 'location';

/** Users and groups own things; nobody owns them. Locations have no owner. */
export function canBeOwned({ apiVersion, kind }: Kinded): boolean {
  return !(apiVersion.startsWith('backstage.io/') && ownerless.includes(kind));
}

/** Whether an object is of a kind that comes with the connector plugin. */
export function isConnectorKind(
  { apiVersion, kind }: Kinded,
  ...kinds: readonly string[]
): boolean {
  return (
    apiVersion.startsWith('backstage-connector.io/') && kinds.includes(kind)
  );
}

/**
 * What keeps its organization whatever was chosen (AR-34), in words; undefined:
 * it does not.
 */
export function organizationFixed(object: ArchivedObject): string | undefined {
  if (isGroup(object)) {
    return 'a group';
  }
  if (!object.systemWide) {
    return undefined;
  }
  if (isConnectorKind(object, 'LifecycleModel')) {
    return 'a system-wide lifecycle model';
  }
  return isConnectorKind(object, 'Policy') ? 'a system-wide policy' : undefined;
}

/** Asset types belong to no organization (AR-34). */
export function isAssetType(object: Kinded): boolean {
  return isConnectorKind(object, 'AssetType');
}
