import {
  archiveLineSchema,
  type ArchiveLine,
} from '@backstage-connector/plugin-connector-common';
import { canonicalJson } from './canonicalJson';
import { overlong } from './checkObject';
import { createParser } from './createParser';
import { defaultArchiveLimits as limits } from './limits';

const parse = createParser(archiveLineSchema);

/** No character of a text takes more in JSON, as `\u0000` does. */
const BYTES_A_CHARACTER = 6;

/**
 * Says why an archive with this line would be refused, or could not be imported
 * for its size, so that it is left out: whoever writes one entity must not spoil
 * the export of all.
 */
export function lineProblem(line: ArchiveLine): string | undefined {
  const parsed = parse(line, 0);
  if ('problem' in parsed) {
    return parsed.problem;
  }
  if (line.references.length > limits.objectReferences) {
    return `it has more than ${limits.objectReferences} references`;
  }
  return overlong(line) ?? structureProblem(line);
}

function structureProblem(line: ArchiveLine): string | undefined {
  let values = 0;
  let characters = 0;
  const isTooDeep = (value: unknown, depth: number): boolean => {
    values += 1;
    if (typeof value !== 'object' || value === null) {
      characters += String(value).length;
      return false;
    }
    return (
      depth >= limits.depth ||
      Object.entries(value).some(([key, part]) => {
        characters += key.length;
        return isTooDeep(part, depth + 1);
      })
    );
  };
  if (isTooDeep(line, 0)) {
    return `it nests objects and lists more than ${limits.depth} deep`;
  }
  if (values > limits.values / 2) {
    return `it has more than ${limits.values / 2} values`;
  }
  const mostBytes = (characters + 4 * values) * BYTES_A_CHARACTER;
  return mostBytes > limits.lineBytes &&
    Buffer.byteLength(canonicalJson(line)) > limits.lineBytes
    ? `it takes more than ${limits.lineBytes} bytes`
    : undefined;
}
