/** Of one request: the catalog takes bodies of 100 kB, in which there is more. */
const MOST_TEXTS = 500;
const MOST_BYTES = 90_000;

/**
 * References and other texts, in portions that the catalog takes in one request.
 * A text that is too long for any is in none: the catalog has nothing like it.
 */
export function* requestBatches(texts: Iterable<string>): Generator<string[]> {
  let batch: string[] = [];
  let batchBytes = 0;
  for (const text of texts) {
    // With its comma.
    const bytes = Buffer.byteLength(JSON.stringify(text)) + 1;
    if (bytes > MOST_BYTES) {
      continue;
    }
    if (batch.length === MOST_TEXTS || batchBytes + bytes > MOST_BYTES) {
      yield batch;
      batch = [];
      batchBytes = 0;
    }
    batch.push(text);
    batchBytes += bytes;
  }
  if (batch.length > 0) {
    yield batch;
  }
}
