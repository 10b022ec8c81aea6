/**
 * The technical identity of an asset: technology, system and path. Two portals
 * that import the same source make the same URN (OC-50).
 *
 * Each part is percent-encoded, so no name can imitate a separator, and the
 * descendants of an asset are exactly the URNs that start with its URN and `/`.
 * @public
 */
export function assetUrn(options: {
  technology: string;
  system: string;
  path: readonly string[];
}): string {
  const { technology, system, path } = options;
  return `urn:connector:${technology}:${encode(system)}:${path
    .map(encode)
    .join('/')}`;
}

/** Whether `urn` is `ancestor` or lies below it. @public */
export function isWithin(urn: string, ancestor: string): boolean {
  return urn === ancestor || urn.startsWith(`${ancestor}/`);
}

/** The path of an asset, from its URN. @public */
export function urnPath(urn: string): string[] {
  const [, , , , path = ''] = urn.split(':');
  return path.split('/').map(decodeURIComponent);
}

// encodeURIComponent throws on lone surrogates, which SQLite can hold in names.
function encode(part: string): string {
  return encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\uFFFD')).replace(
    /[!'()*]/g,
    c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
