import { parse, v5 } from 'uuid';

// Never changes: all uids ever given depend on it. Parsed once, for speed.
const NAMESPACE = parse('f8e3bf18-8559-4bee-b409-b9a4b47188c8');

/**
 * The identity of an asset: a UUIDv5 of its URN, so two portals that import the
 * same source agree on it (OC-50).
 */
export function entityUid(urn: string): string {
  return v5(urn, NAMESPACE);
}
