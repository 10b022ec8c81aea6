import { isUtf8 } from 'node:buffer';
import { ArchiveRefusedError } from './ArchiveRefusedError';
import type { ArchiveLimits } from './limits';
import { tooMuch } from './zipEntries';

const codes = {
  depth: 'too-deep',
  values: 'too-many-values',
} as const;

/** Parses a text of an archive; `place` names it in the refusal. */
export function parseJson(
  bytes: Buffer,
  place: () => string,
  limits: ArchiveLimits,
): unknown {
  if (!isUtf8(bytes)) {
    throw new ArchiveRefusedError('invalid-utf8', { place: place() });
  }
  const text = bytes.toString('utf8');
  // First: the parser needs memory for each of them, and others a stack.
  const exceeded = mayExceed(text, limits) && exceededBy(text, limits);
  if (exceeded) {
    throw tooMuch(codes[exceeded], exceeded, limits, { place: place() });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    // Not as its cause: the message of the parser quotes the text.
    throw new ArchiveRefusedError('not-json', { place: place() });
  }
}

/** To look for this is quick, and hardly a text has so much of it. */
function mayExceed(text: string, { depth, values }: ArchiveLimits): boolean {
  // Each value takes a character at least.
  if (text.length > values) {
    return true;
  }
  let opened = 0;
  for (const opening of ['{', '[']) {
    let at = text.indexOf(opening);
    while (at >= 0 && opened <= depth) {
      opened += 1;
      at = text.indexOf(opening, at + 1);
    }
  }
  return opened > depth;
}

function exceededBy(
  text: string,
  limits: ArchiveLimits,
): keyof typeof codes | undefined {
  let depth = 0;
  let values = 1;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (quoted) {
      if (character === '\\') {
        at += 1;
      } else if (character === '"') {
        quoted = false;
      }
    } else if (character === '"') {
      quoted = true;
    } else if (character === '[' || character === '{') {
      depth += 1;
      values += 1;
      if (depth > limits.depth) {
        return 'depth';
      }
    } else if (character === ']' || character === '}') {
      depth -= 1;
    } else if (character === ',') {
      values += 1;
    }
    if (values > limits.values) {
      return 'values';
    }
  }
  return undefined;
}
