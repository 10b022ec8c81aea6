/** SQLite and PostgreSQL both bound the parameters of a statement. */
const CHUNK = 500;

/** Values in portions that fit into a statement. */
export function* chunks<T>(values: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < values.length; start += CHUNK) {
    yield values.slice(start, start + CHUNK);
  }
}
