const NEWLINE = 0x0a;

/** A line is longer than what was asked for. */
export class LineTooLong extends Error {
  constructor(
    /** From 1. */
    readonly line: number,
  ) {
    super(`Line ${line} is too long`);
  }
}

/**
 * The lines of a stream, several at a time, without their ends. Of a line that is
 * too long no more than the limit, and a chunk, is ever held.
 */
export async function* splitLines(
  chunks: AsyncIterable<Buffer>,
  mostBytes: number,
): AsyncGenerator<Buffer[]> {
  let rest: Buffer[] = [];
  let restBytes = 0;
  let count = 0;
  for await (const chunk of chunks) {
    const lines: Buffer[] = [];
    let start = 0;
    for (
      let end = chunk.indexOf(NEWLINE);
      end >= 0;
      end = chunk.indexOf(NEWLINE, start)
    ) {
      if (restBytes + end - start > mostBytes) {
        throw new LineTooLong(count + 1);
      }
      const piece = chunk.subarray(start, end);
      lines.push(rest.length > 0 ? Buffer.concat([...rest, piece]) : piece);
      rest = [];
      restBytes = 0;
      count += 1;
      start = end + 1;
    }
    if (start < chunk.length) {
      rest.push(chunk.subarray(start));
      restBytes += chunk.length - start;
      if (restBytes > mostBytes) {
        throw new LineTooLong(count + 1);
      }
    }
    if (lines.length > 0) {
      yield lines;
    }
  }
  if (restBytes > 0) {
    yield [Buffer.concat(rest)];
  }
}
