import type { FieldChange } from '@backstage-connector/plugin-connector-common';
import { below, keyedChanges, valueChanges, type Fields } from './valueDiff';

/** How the parts of a structure are told apart, by their list. */
const nameOf: Record<string, (part: Fields) => string> = {
  columns: part => text(part.name),
  uniqueConstraints: part => text(part.name ?? joined(part.columns)),
  checks: part => text(part.name ?? part.expression),
  foreignKeys: part => text(part.name ?? joined(part.columns)),
  indexes: part => text(part.name),
};

/**
 * The differences of two definitions, by the names of columns, keys and indexes:
 * `columns.total.type`. What is not the JSON text of a structure is compared as a
 * whole.
 */
export function definitionChanges(
  before: unknown,
  after: unknown,
): FieldChange[] {
  const left = parse(before);
  const right = parse(after);
  if (before === after || left === undefined || right === undefined) {
    return valueChanges('spec.definition', before, after);
  }
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].flatMap(key =>
    Object.hasOwn(nameOf, key)
      ? partChanges(key, left[key], right[key])
      : valueChanges(key, left[key], right[key]),
  );
}

function partChanges(
  list: string,
  before: unknown,
  after: unknown,
): FieldChange[] {
  const left = byName(list, before);
  const right = byName(list, after);
  const names = [...new Set([...left.keys(), ...right.keys()])];
  return [
    ...names.flatMap(name => {
      const path = below(list, name);
      const [one, other] = [left.get(name), right.get(name)];
      return one && other
        ? keyedChanges(path, one, other)
        : valueChanges(path, one, other);
    }),
    ...(list === 'columns' ? orderChanges(left, right) : []),
  ];
}

// A dropped column moves all that come after it. That is one change to a person,
// so positions are not compared, but the order of the columns that stay is.
function orderChanges(
  left: ReadonlyMap<string, Fields>,
  right: ReadonlyMap<string, Fields>,
): FieldChange[] {
  const before = [...left.keys()].filter(name => right.has(name));
  const after = [...right.keys()].filter(name => left.has(name));
  return valueChanges('columns', before, after);
}

// Parts with the same name (two checks on one expression, say) are numbered.
function byName(list: string, parts: unknown): Map<string, Fields> {
  const named = new Map<string, Fields>();
  for (const part of Array.isArray(parts) ? parts.filter(isFields) : []) {
    const name = nameOf[list](part);
    let unique = name;
    for (let nth = 2; named.has(unique); nth++) {
      unique = `${name} (${nth})`;
    }
    const { position, ...compared } = part;
    named.set(unique, compared);
  }
  return named;
}

function parse(definition: unknown): Fields | undefined {
  try {
    const parsed: unknown = JSON.parse(String(definition));
    return isFields(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function joined(columns: unknown): string {
  return Array.isArray(columns) ? columns.join(', ') : '';
}

function text(name: unknown): string {
  return typeof name === 'string' ? name : '';
}
