import {
  patternParts,
  type ConnectionInput,
} from '@backstage-connector/plugin-connector-common';
import type { Translate } from '../hooks/useT';
import type { Problems } from './problems';

/**
 * Patterns with an empty part, by the path of their input. While a person types,
 * a dot at the end is none yet: a name may follow.
 */
export function patternProblems(
  { scope, options }: Pick<ConnectionInput, 'scope' | 'options'>,
  t: Translate,
  typing = false,
): Problems {
  const rules = options.ownerRules?.map(({ pattern }) => pattern);
  return Object.fromEntries(
    [
      ...at(scope?.include, index => `scope.include.${index}`),
      ...at(scope?.exclude, index => `scope.exclude.${index}`),
      ...at(rules, index => `options.ownerRules.${index}.pattern`),
    ]
      .filter(([, text]) => {
        const parts = patternParts(text);
        return (typing ? parts.slice(0, -1) : parts).includes('');
      })
      .map(([path, text]) => [
        path,
        text ? t('wizard.emptyPart', { pattern: text }) : t('wizard.required'),
      ]),
  );
}

function at(
  patterns: readonly string[] = [],
  pathOf: (index: number) => string,
): [path: string, text: string][] {
  return patterns.map((text, index) => [pathOf(index), text]);
}
