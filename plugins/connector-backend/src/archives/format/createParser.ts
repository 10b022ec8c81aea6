import { z } from 'zod';
import { describeIssue } from '../../describeIssues';
import { quoted } from './ArchiveRefusedError';

/** A value as its schema has it, or the first thing that is wrong with it. */
export type Parsed<T> = { readonly data: T } | { readonly problem: string };

/** The first problem of a value, from where it stands. */
interface Problem {
  /** E.g. `.references[0]`; of the value itself it is empty. */
  readonly path: string;
  readonly text: string;
}

type Check = (value: unknown) => Problem | undefined;

/** A text of this length can have thousands of problems, but no millions. */
const SHORT_BYTES = 64 * 1024;

/**
 * Makes a parser for values of strangers. Zod collects all problems of a value,
 * and a small file can have millions of them; so what is long is first looked
 * through entry by entry, up to the first problem.
 */
export function createParser<S extends z.ZodObject>(
  schema: S,
): (value: unknown, bytes: number) => Parsed<z.output<S>> {
  const check = checkOf(schema);
  return (value, bytes) => {
    const first = bytes > SHORT_BYTES ? check(value) : undefined;
    if (first) {
      return { problem: sentence(first) };
    }
    const parsed = schema.safeParse(value, { error: describeIssue });
    return parsed.success
      ? { data: parsed.data }
      : { problem: sentence(check(value) ?? firstOf(parsed.error)) };
  };
}

function sentence({ path, text }: Problem): string {
  return `${path.replace(/^\./, '') || 'it'} ${text}`;
}

function checkOf(schema: z.core.$ZodType): Check {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    const check = checkOf(schema.unwrap());
    return value => (value === undefined ? undefined : check(value));
  }
  if (schema instanceof z.ZodObject) {
    return checkFields(schema);
  }
  if (schema instanceof z.ZodArray) {
    return checkList(schema);
  }
  if (schema instanceof z.ZodRecord) {
    return checkRecord(schema);
  }
  if (schema instanceof z.ZodDiscriminatedUnion) {
    return checkVariant(schema);
  }
  return checkWhole(schema);
}

function checkFields(schema: z.ZodObject): Check {
  const whole = checkWhole(schema);
  const fields = Object.entries(schema.shape).map(
    ([key, field]) => [key, checkOf(field)] as const,
  );
  return value => {
    if (!isObject(value)) {
      return whole(value);
    }
    for (const [key, check] of fields) {
      const problem = check(value[key]);
      if (problem) {
        return below(`.${key}`, problem);
      }
    }
    return undefined;
  };
}

function checkList(schema: z.ZodArray): Check {
  const whole = checkWhole(schema);
  const check = checkOf(schema.element);
  return value => {
    if (!Array.isArray(value)) {
      return whole(value);
    }
    for (let at = 0; at < value.length; at += 1) {
      const problem = check(value[at]);
      if (problem) {
        return below(`[${at}]`, problem);
      }
    }
    return undefined;
  };
}

function checkRecord(schema: z.ZodRecord): Check {
  const whole = checkWhole(schema);
  const check = checkOf(schema.valueType);
  return value => {
    if (!isObject(value)) {
      return whole(value);
    }
    for (const key of Object.keys(value)) {
      const problem = check(value[key]);
      if (problem) {
        // A stranger has made it up: it may be long, and hold anything.
        return below(`[${quoted(key)}]`, problem);
      }
    }
    return undefined;
  };
}

function checkVariant(schema: z.ZodDiscriminatedUnion): Check {
  const whole = checkWhole(schema);
  const { discriminator } = schema.def;
  const variants = schema.options.flatMap(option =>
    option instanceof z.ZodObject
      ? [
          {
            tag: checkWhole(option.shape[discriminator]),
            check: checkOf(option),
          },
        ]
      : [],
  );
  return value => {
    const variant =
      isObject(value) &&
      variants.find(({ tag }) => tag(value[discriminator]) === undefined);
    return (variant ? variant.check : whole)(value);
  };
}

function checkWhole(schema: z.core.$ZodType): Check {
  return value => {
    const parsed = z.core.safeParse(schema, value, { error: describeIssue });
    return parsed.success ? undefined : firstOf(parsed.error);
  };
}

function firstOf({ issues: [{ path, message }] }: z.core.$ZodError): Problem {
  return {
    path: path
      .map(step =>
        typeof step === 'number' ? `[${step}]` : `.${String(step)}`,
      )
      .join(''),
    text: message,
  };
}

function below(step: string, { path, text }: Problem): Problem {
  return { path: `${step}${path}`, text };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
