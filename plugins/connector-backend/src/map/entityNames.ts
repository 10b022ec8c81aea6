import { hash } from 'node:crypto';

/** The catalog's limit for `metadata.name`. */
const LONGEST = 63;

// 48 bits of the URN's hash: 10,000 hashed names of one source collide with a
// probability below one in a million, and a collision is rejected, not silent.
const HASH_LENGTH = 12;

const faithfulSegment = /^[a-z0-9_-]+$/;
const faithfulName = /^[a-z0-9](?:.*[a-z0-9])?$/;
const hashedName = new RegExp(`(?:^|-)[0-9a-f]{${HASH_LENGTH}}$`);

/**
 * The catalog name of an asset: valid, at most 63 characters, different for
 * different URNs also without regard to case, and the same every time.
 *
 * Lower-case paths stay as they are, joined by dots: `warehouse.public.orders`.
 * All others become a readable slug and a hash of the URN. No path that stays as
 * it is ends like such a hash, so the two sorts never meet.
 */
export function entityName(options: {
  urn: string;
  path: readonly string[];
  prefix?: string;
}): string {
  const { urn, path, prefix } = options;
  const start = prefix ? `${prefix}-` : '';
  const joined = path.join('.');
  if (
    start.length + joined.length <= LONGEST &&
    path.every(segment => faithfulSegment.test(segment)) &&
    faithfulName.test(joined) &&
    !hashedName.test(joined)
  ) {
    return `${start}${joined}`;
  }
  const end = `-${hash('sha256', urn).slice(0, HASH_LENGTH)}`;
  return `${start}${slug(path, LONGEST - start.length - end.length)}${end}`;
}

// The end of a path says more of an asset than its beginning.
function slug(path: readonly string[], longest: number): string {
  const text = path
    .map(readable)
    .filter(segment => segment !== '')
    .join('.')
    .slice(-longest)
    .replace(/^[^a-z0-9]+/, '');
  return text || 'unnamed';
}

function readable(segment: string): string {
  return segment
    .slice(0, 1000)
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '-')
    .replace(/^[-_]+|[-_]+$/g, '');
}
