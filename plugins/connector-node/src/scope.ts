import {
  patternParts,
  type Scope,
} from '@backstage-connector/plugin-connector-common';
import { InputError } from '@backstage/errors';
import picomatch from 'picomatch';

/**
 * Says of a path whether the patterns leave it out, and why. `undefined` means
 * in scope.
 * @public
 */
export type ScopeFilter = (path: readonly string[]) => string | undefined;

/**
 * Makes a filter of patterns on the names below the database, e.g. schema and
 * table. Matching ignores no case: names that differ in case are two names.
 *
 * A dot separates names; one that is part of a name, and any other character that
 * patterns give a meaning, is taken for itself behind a backslash.
 *
 * A path shorter than the pattern (a schema, for `sales.orders`) is in scope
 * when something below it can be.
 *
 * @throws InputError for a pattern that is not one.
 * @public
 */
export function createScopeFilter(scope: Scope): ScopeFilter {
  const include = scope.include.map(compile);
  const exclude = scope.exclude.map(compile);
  return path => {
    const excluded = exclude.find(pattern => pattern.takes(path));
    if (excluded) {
      return `Excluded by the pattern "${excluded.text}".`;
    }
    const included =
      include.length === 0 ||
      include.some(pattern => pattern.takes(path) || pattern.leadsTo(path));
    return included ? undefined : 'No include pattern takes it.';
  };
}

/**
 * Says of a path whether one pattern takes it. Unlike a scope, a pattern does not
 * take what merely leads to its matches.
 * @public
 */
export function createPatternMatcher(
  pattern: string,
): (path: readonly string[]) => boolean {
  return compile(pattern).takes;
}

function compile(text: string) {
  const segments = patternParts(text);
  if (segments.includes('')) {
    throw new InputError(
      `The pattern "${text}" has an empty part; write it as "schema.table" or "*.table"`,
    );
  }
  const matchers = segments.map(segment =>
    picomatch(withoutSlash(segment), {
      dot: true,
      nonegate: true,
      windows: false,
    }),
  );
  const fits = (path: readonly string[], length: number) =>
    matchers
      .slice(0, length)
      .every((matches, level) => matches(withoutSlash(path[level])));
  return {
    text,
    takes: (path: readonly string[]) =>
      path.length >= matchers.length && fits(path, matchers.length),
    leadsTo: (path: readonly string[]) =>
      path.length < matchers.length && fits(path, path.length),
  };
}

// A slash in a name is a letter like any other; picomatch would take it for a
// folder.
function withoutSlash(text: string) {
  return text.replaceAll('/', '\u2215');
}
