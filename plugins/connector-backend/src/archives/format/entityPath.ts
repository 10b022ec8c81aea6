import type { Entity } from '@backstage/catalog-model';

/** The steps to a value in an entity, from its root. */
export type Steps = readonly (string | number)[];

const PLAIN_KEY = /^[A-Za-z_$][\w$]*$/;
const STEP =
  /(?:^|(?<=[^])\.)([A-Za-z_$][\w$]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/y;

/** E.g. `spec.dependsOn[2]`; other keys than identifiers in `["…"]`. */
export function formatPath(steps: Steps): string {
  return steps.reduce<string>((path, step) => {
    if (typeof step === 'number') {
      return `${path}[${step}]`;
    }
    if (!PLAIN_KEY.test(step)) {
      return `${path}[${JSON.stringify(step)}]`;
    }
    return path ? `${path}.${step}` : step;
  }, '');
}

/** The steps of a path; undefined when it is none. */
export function parsePath(path: string): Steps | undefined {
  const steps: (string | number)[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < path.length) {
    const found = STEP.exec(path);
    const step = found && stepOf(found);
    if (step === undefined || step === null) {
      return undefined;
    }
    steps.push(step);
  }
  return steps;
}

function stepOf([, key, index, quoted]: RegExpExecArray):
  | string
  | number
  | undefined {
  return key ?? (index === undefined ? unquoted(quoted) : Number(index));
}

function unquoted(text: string): string | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What stands at a path. */
export function valueAt(entity: Entity, path: string): unknown {
  return parsePath(path)?.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Record<string | number, unknown>)[step]
        : undefined,
    entity,
  );
}

/** The entity with another value at a path, which has to be there. */
export function withValueAt(
  entity: Entity,
  path: string,
  value: unknown,
): Entity {
  return replaced(entity, parsePath(path) ?? [], value) as Entity;
}

function replaced(whole: unknown, steps: Steps, value: unknown): unknown {
  if (steps.length === 0) {
    return value;
  }
  const [step, ...rest] = steps;
  const part = (whole as Record<string | number, unknown>)[step];
  const copy = Array.isArray(whole) ? [...whole] : { ...(whole as object) };
  (copy as Record<string | number, unknown>)[step] = replaced(
    part,
    rest,
    value,
  );
  return copy;
}
