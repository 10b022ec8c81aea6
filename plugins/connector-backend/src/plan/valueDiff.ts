import type { FieldChange } from '@backstage-connector/plugin-connector-common';
import stringify from 'fast-json-stable-stringify';

export type Fields = Readonly<Record<string, unknown>>;

/** One change if the values differ. A side that is absent is left out. */
export function valueChanges(
  path: string,
  before: unknown,
  after: unknown,
): FieldChange[] {
  if (same(before, after)) {
    return [];
  }
  return [
    {
      path,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    },
  ];
}

/** One change for each property that differs, in alphabetical order. */
export function keyedChanges(
  path: string,
  before: Fields,
  after: Fields,
): FieldChange[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys]
    .sort()
    .flatMap(key => valueChanges(below(path, key), before[key], after[key]));
}

/** One change for each element that only one list has; order means nothing. */
export function listChanges(
  path: string,
  before: unknown,
  after: unknown,
): FieldChange[] {
  const left = elements(before);
  const right = elements(after);
  return [
    ...left
      .filter(element => !right.some(other => same(element, other)))
      .map(element => ({ path, before: element })),
    ...right
      .filter(element => !left.some(other => same(element, other)))
      .map(element => ({ path, after: element })),
  ];
}

/** `columns.total`; names with dots and the like are quoted. */
export function below(path: string, name: string): string {
  return /^[\w$-]+$/.test(name)
    ? `${path}.${name}`
    : `${path}.${JSON.stringify(name)}`;
}

export function same(one: unknown, other: unknown): boolean {
  return one === other || canonical(one) === canonical(other);
}

function canonical(value: unknown): string | undefined {
  return value === undefined ? undefined : stringify(value);
}

function elements(list: unknown): unknown[] {
  return Array.isArray(list) ? list : [];
}
