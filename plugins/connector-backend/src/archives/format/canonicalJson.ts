import stringify from 'fast-json-stable-stringify';

/**
 * A value as canonical JSON (RFC 8785): no white space, keys in the order of
 * their UTF-16 code units.
 */
export function canonicalJson(value: unknown): string {
  // Several times faster, and what archives are read and written as.
  return isInOrder(value) ? JSON.stringify(value) : stringify(value);
}

/**
 * The same value with its keys in canonical order, as far as JavaScript keeps
 * it: keys that are numbers always come first.
 */
export function inOrder<T>(value: T): T {
  if (isInOrder(value)) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(inOrder) as T;
  }
  return Object.keys(value as object)
    .sort()
    .reduce((ordered, key) => {
      return withKey(ordered, key, inOrder(value[key as keyof T]));
    }, {}) as T;
}

/** Sets a key, even one named `__proto__`: to assign that means something else. */
export function withKey(
  whole: Record<string, unknown>,
  key: string,
  value: unknown,
): Record<string, unknown> {
  if (key === '__proto__') {
    return Object.defineProperty(whole, key, {
      value,
      configurable: true,
      enumerable: true,
      writable: true,
    });
  }
  whole[key] = value;
  return whole;
}

function isInOrder(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return true;
  }
  if (Array.isArray(value)) {
    return value.every(isInOrder);
  }
  let before = '';
  for (const key of Object.keys(value)) {
    if (key < before || !isInOrder((value as Record<string, unknown>)[key])) {
      return false;
    }
    before = key;
  }
  return true;
}
