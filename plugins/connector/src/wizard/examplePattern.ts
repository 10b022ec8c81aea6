import type { Technology } from '@backstage-connector/plugin-connector-common';

/** A pattern that takes all of one first level, e.g. `sales.*`. */
export function examplePattern({ scope }: Technology): string {
  return ['sales', ...scope.levels.slice(1).map(() => '*')].join('.');
}
