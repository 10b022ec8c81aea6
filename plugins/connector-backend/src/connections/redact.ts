/** What stands where a secret was. */
export const REDACTED = '[secret]';

/** Shorter parts of an encoded secret would cut innocent text. */
const SHORTEST_PART = 6;

/**
 * Makes a function that cuts secrets out of a text (OC-41): as they are, and in
 * the forms drivers and servers repeat them in: percent-encoded, as a form
 * field, JSON-escaped, base64 (also inside a longer encoded text, such as
 * `user:password`), and line by line.
 */
export function createRedactor(
  secrets: readonly string[],
): (text: string) => string {
  const forms = new Set(secrets.flatMap(formsOf));
  if (forms.size === 0) {
    return text => text;
  }
  // The longest first: the percent-encoded form may contain the plain one.
  const pattern = new RegExp(
    [...forms]
      .sort((a, b) => b.length - a.length)
      .map(form => form.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('|'),
    'g',
  );
  return text => text.replace(pattern, REDACTED);
}

function formsOf(secret: string): string[] {
  if (secret === '') {
    return [];
  }
  const percentEncoded = encodeURIComponent(
    // It throws on lone surrogates.
    secret.replace(/\p{Surrogate}/gu, '\uFFFD'),
  );
  const lines = secret.split(/\r?\n/).map(line => line.trim());
  return [
    secret,
    secret.trim(),
    percentEncoded,
    // Percent-encoding of the characters encodeURIComponent leaves alone.
    percentEncoded.replace(
      /[!'()*]/g,
      c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
    ),
    percentEncoded.replaceAll('%20', '+'),
    JSON.stringify(secret).slice(1, -1),
    ...[...lines, ...base64Parts(secret)].filter(
      part => part.length >= SHORTEST_PART,
    ),
  ].filter(form => form !== '');
}

// A byte's place in the encoded text depends on how many bytes precede it, so
// there are three forms; characters that also hold bits of a neighbour are left
// out. Each again in the URL-safe alphabet.
function base64Parts(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  return [0, 1, 2].flatMap(offset => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString(
      'base64',
    );
    const inner = encoded.slice(
      Math.ceil((offset * 8) / 6),
      Math.floor(((offset + bytes.length) * 8) / 6),
    );
    const whole = offset === 0 ? [encoded, encoded.replace(/=+$/, '')] : [];
    return [inner, ...whole].flatMap(part => [
      part,
      part.replaceAll('+', '-').replaceAll('/', '_'),
    ]);
  });
}
