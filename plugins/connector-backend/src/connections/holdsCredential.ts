/** What credentials look like in a text that is not meant to hold any. */
const CREDENTIALS = [
  // Between the parts of a connect string: thin:user/password@host.
  /[^\s/@]\/[^\s/@]+@/,
  // Named: password=…, Pwd: …, AccountKey=…, ?sig=…
  /(?:pass(?:word|wd|phrase|code)?|pwd|secret|token|key|credentials?|sig(?:nature)?|auth(?:orization)?)["']?\s*[=:]\s*\S/i,
  /\b(?:bearer|basic)\s+\S{6,}/i,
  /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/,
];

/**
 * Whether a setting that is no secret holds what looks like one, such as a URL
 * with a password. It may take a harmless text for a secret.
 */
export function holdsCredential(text: string): boolean {
  return hasUserInUrl(text) || CREDENTIALS.some(it => it.test(text));
}

// As scheme://user:password@host, or scheme://token@host; a password may hold any
// character.
function hasUserInUrl(text: string): boolean {
  const authority = text.indexOf('://');
  return authority >= 0 && text.includes('@', authority);
}
