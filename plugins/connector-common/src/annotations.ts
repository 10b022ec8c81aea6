/**
 * The annotations that imported entities carry. None is volatile: an entity
 * changes only when its content does.
 * @public
 */
export const annotations = {
  /** The identity that decides (UUIDv5 of the URN). */
  uid: 'backstage-connector.io/uid',
  /** The id of the connection that imports the entity; `archive` for archives. */
  connection: 'backstage-connector.io/connection',
  /** The URN of the asset. */
  urn: 'backstage-connector.io/urn',
  /** `<uid>/<content hash>`: shows which version the catalog holds. */
  revision: 'backstage-connector.io/revision',
  /** Which owner rule decided, see {@link OwnerRule}. */
  ownerRule: 'backstage-connector.io/owner-rule',
  /** `absent` when the source no longer has the asset. */
  state: 'backstage-connector.io/state',
  /** The group that owns the entity, when its owner is a user. */
  organization: 'backstage-connector.io/organization',
  /** When the content changed last, for entities that others manage. */
  modifiedAt: 'backstage-connector.io/modified-at',
} as const;

/** Tag of entities whose asset the source no longer has. @public */
export const ABSENT_TAG = 'absent-in-source';

/** The location type of entities that connections manage. @public */
export const LOCATION_TYPE = 'connector';
