/** SQLite and PostgreSQL both bound the parameters of a statement. */
const CHUNK = 500;

/** Values in portions that fit into a statement. */
export function* chunks<T>(values: Iterable<T>): Generator<readonly T[]> {
  let chunk: T[] = [];
  for (const value of values) {
    chunk.push(value);
    if (chunk.length === CHUNK) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) {
    yield chunk;
  }
}
