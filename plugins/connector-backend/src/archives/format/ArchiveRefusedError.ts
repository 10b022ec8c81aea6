import {
  archiveRefusals,
  type ArchiveRefusalCode,
} from '@backstage-connector/plugin-connector-common';
import { InputError } from '@backstage/errors';

const MOST_QUOTED = 100;

/** An archive of which nothing may be used (AR-11). Its name stays InputError: status 400. */
export class ArchiveRefusedError extends InputError {
  readonly remedy: string;
  override readonly cause: Error | undefined;

  constructor(
    readonly code: ArchiveRefusalCode,
    /** What fills the sentence: numbers, and texts that are safe to show. */
    facts: Readonly<Record<string, string | number>> = {},
    cause?: Error,
  ) {
    const fill = (text: string) =>
      text.replace(/\{(\w+)\}/g, (whole, name) => String(facts[name] ?? whole));
    const { sentence, remedy } = archiveRefusals[code];
    super(`${fill(sentence)} ${fill(remedy)}`);
    this.remedy = fill(remedy);
    this.cause = cause;
  }
}

/** A text of the archive so that it can be shown: on one line, and not at any length. */
export function quoted(text: string): string {
  return JSON.stringify(
    text.length > MOST_QUOTED ? `${text.slice(0, MOST_QUOTED)}…` : text,
  );
}
