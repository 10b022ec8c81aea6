import type { z } from 'zod';

/** An issue of zod before it has a message; holds what was given. */
type RawIssue = z.core.$ZodRawIssue;

/**
 * Says what a field must be, in words that follow its name. To be passed to
 * `safeParse` as `error`. What a schema says itself goes first. No text
 * repeats what was given: it may be a secret.
 */
export function describeIssue(issue: RawIssue): string | undefined {
  if (issue.input === undefined && issue.code === 'invalid_type') {
    return 'is required';
  }
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${nounOf(String(issue.expected))}`;
    case 'invalid_value':
      return `must be ${alternatives(issue.values.map(String))}`;
    case 'invalid_union':
      return 'options' in issue
        ? `must be ${alternatives((issue.options as unknown[]).map(String))}`
        : `must be ${alternatives(typesOf(issue.errors))}`;
    case 'unrecognized_keys':
      return `has unknown settings: ${issue.keys.join(', ')}`;
    case 'too_small':
      return `must be at least ${amount(issue.origin, issue.minimum)}`;
    case 'too_big':
      return `must be at most ${amount(issue.origin, issue.maximum)}`;
    default:
      return undefined;
  }
}

/** One sentence an issue, e.g. `"options.owner" is required`. */
export function sentencesOf(
  error: z.ZodError,
  nameOf: (path: string) => string,
): string[] {
  return error.issues.map(
    ({ path, message }) => `${nameOf(joinPath(path))} ${message}`,
  );
}

/** `connections`, 0, `name` → `connections[0].name` */
function joinPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((joined, part) => {
    if (typeof part === 'number') {
      return `${joined}[${part}]`;
    }
    return joined ? `${joined}.${String(part)}` : String(part);
  }, '');
}

function nounOf(type: string): string {
  switch (type) {
    case 'string':
      return 'a text';
    case 'boolean':
      return 'true or false';
    case 'array':
      return 'a list';
    case 'object':
    case 'record':
      return 'an object';
    case 'int':
      return 'a whole number';
    case 'number':
      return 'a number';
    default:
      return type;
  }
}

function amount(origin: string, bound: number | bigint): string {
  switch (origin) {
    case 'string':
      return `${bound} characters long`;
    case 'array':
    case 'record':
      return `${bound} entries long`;
    default:
      return String(bound);
  }
}

function typesOf(errors: readonly (readonly z.core.$ZodIssue[])[]): string[] {
  const types = errors
    .flat()
    .map(issue =>
      issue.code === 'invalid_type' ? nounOf(issue.expected) : issue.message,
    );
  return [...new Set(types)];
}

function alternatives(texts: readonly string[]): string {
  return texts.length < 2
    ? texts.join()
    : `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`;
}
