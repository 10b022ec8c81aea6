import { InputError } from '@backstage/errors';

/** The start-up error: everything that is wrong in app-config, at once. */
export function configurationError(problems: readonly string[]): InputError {
  return new InputError(
    `The connector plugin cannot start; correct app-config:\n${problems
      .map(problem => `  - ${problem}`)
      .join('\n')}`,
  );
}
