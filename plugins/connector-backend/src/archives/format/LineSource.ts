import type { ArchiveLine } from '@backstage-connector/plugin-connector-common';
import { InputError } from '@backstage/errors';
import { canonicalJson } from './canonicalJson';
import { defaultArchiveLimits } from './limits';

/** Lines as text, with a look ahead, counted by kind. */
export class LineSource {
  readonly #lines: AsyncIterator<ArchiveLine>;
  readonly #byKind = new Map<string, number>();
  #next: IteratorResult<ArchiveLine> | undefined;

  constructor(lines: AsyncIterable<ArchiveLine>) {
    this.#lines = lines[Symbol.asyncIterator]();
  }

  async hasMore(): Promise<boolean> {
    this.#next ??= await this.#lines.next();
    return !this.#next.done;
  }

  /** The line that {@link hasMore} has seen. */
  take(): string {
    const line: ArchiveLine = this.#next!.value;
    this.#next = undefined;
    const kind = String(line.entity.kind);
    this.#byKind.set(kind, (this.#byKind.get(kind) ?? 0) + 1);
    const text = canonicalJson(line);
    const { lineBytes } = defaultArchiveLimits;
    // No character takes more than three bytes for each of its code units.
    if (text.length * 3 > lineBytes && Buffer.byteLength(text) > lineBytes) {
      throw new InputError(
        `${line.entityRef} takes more than the ${lineBytes} bytes that an object of an archive may have; leave it out of the export`,
      );
    }
    return text;
  }

  byKind(): Record<string, number> {
    return Object.fromEntries([...this.#byKind].sort());
  }

  async end(): Promise<void> {
    await this.#lines.return?.();
  }
}
