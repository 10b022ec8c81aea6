import type {
  LogLevel,
  RunLogEntry,
  RunStage,
} from '@backstage-connector/plugin-connector-common';
import type { DatabaseRunLogStore } from '../database/DatabaseRunLogStore';

/** What is longer is cut: a log line is not a place for a dump. */
const MAX_CONTEXT_CHARACTERS = 8_000;
const MAX_MESSAGE_CHARACTERS = 1_000;
/** So many are written at a time, and as soon as they are there. */
const MAX_LINES_IN_MEMORY = 200;
/** Fewer wait so long, in milliseconds: a run can be followed, and costs a write a second. */
const WRITE_AFTER_MS = 1_000;

/**
 * The log of one run: a static message and its facts apart, so that lines can be
 * grouped. Lines are written in batches while the run goes on, and kept until they
 * are; call {@link RunLog.flush} before the run ends, and {@link RunLog.close} after.
 */
export class RunLog {
  /** Goes on after the lines an earlier worker has written. */
  static async open(options: {
    runId: string;
    store: DatabaseRunLogStore;
    now: () => Date;
  }) {
    const lastSeq = await options.store.lastSeq(options.runId);
    return new RunLog(options.runId, options.store, options.now, lastSeq);
  }

  stage: RunStage | undefined;

  readonly #runId: string;
  readonly #store: DatabaseRunLogStore;
  readonly #now: () => Date;
  #redact: (text: string) => string = text => text;
  #lastSeq: number;
  #waiting: RunLogEntry[] = [];
  #writing: Promise<void> = Promise.resolve();
  /** Whether lines are being written while the run goes on. */
  #besides = false;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  private constructor(
    runId: string,
    store: DatabaseRunLogStore,
    now: () => Date,
    lastSeq: number,
  ) {
    this.#runId = runId;
    this.#store = store;
    this.#now = now;
    this.#lastSeq = lastSeq;
  }

  /** From now on, `redact` cuts the secrets out of every line. */
  redactWith(redact: (text: string) => string): void {
    this.#redact = redact;
  }

  redact(text: string): string {
    return this.#redact(text);
  }

  add(
    level: LogLevel,
    message: string,
    context?: Record<string, unknown>,
  ): void {
    this.#lastSeq += 1;
    this.#waiting.push({
      seq: this.#lastSeq,
      at: this.#now().toISOString(),
      level,
      stage: this.stage,
      message: this.#redact(message).slice(0, MAX_MESSAGE_CHARACTERS),
      context: context && this.#bounded(context),
    });
    if (this.#waiting.length >= MAX_LINES_IN_MEMORY) {
      this.#writeBesides();
    } else {
      this.#writeLater();
    }
  }

  /** Writes what waits; rejects if that fails, and can then be tried again. */
  flush(): Promise<void> {
    return this.#next();
  }

  /** From now on, nothing is written unless it is asked for. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #writeLater(): void {
    if (!this.#closed) {
      this.#timer ??= setTimeout(() => this.#writeBesides(), WRITE_AFTER_MS);
    }
  }

  #writeBesides(): void {
    if (this.#besides || this.#closed) {
      return;
    }
    this.#besides = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    // What cannot be written waits on; whoever flushes learns why.
    this.#next()
      .catch(() => {})
      .finally(() => {
        this.#besides = false;
        if (this.#waiting.length > 0) {
          this.#writeLater();
        }
      });
  }

  /** One write at a time: each takes its lines from the front. */
  #next(): Promise<void> {
    this.#writing = this.#writing.catch(() => {}).then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      const lines = this.#waiting.slice(0, MAX_LINES_IN_MEMORY);
      await this.#store.append(this.#runId, lines);
      this.#waiting = this.#waiting.slice(lines.length);
    }
  }

  #bounded(context: Record<string, unknown>): Record<string, unknown> {
    const text = JSON.stringify(context, (_, value) =>
      typeof value === 'string' ? this.#redact(value) : value,
    );
    return text.length <= MAX_CONTEXT_CHARACTERS
      ? JSON.parse(text)
      : { cut: text.slice(0, MAX_CONTEXT_CHARACTERS), characters: text.length };
  }
}
