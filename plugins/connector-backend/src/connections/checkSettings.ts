import type {
  FieldValue,
  Scope,
  Technology,
} from '@backstage-connector/plugin-connector-common';
import { parseConfig } from '@backstage-connector/plugin-connector-node';
import { InputError } from '@backstage/errors';

/** Stands for a secret whose value does not matter here. */
const SOME_SECRET = 'set';

/**
 * Says what is wrong with the settings of a connection before they are saved.
 *
 * @throws InputError that names the field.
 */
export function checkSettings(
  technology: Technology,
  settings: {
    readonly parameters: Readonly<Record<string, FieldValue>>;
    /** The secrets that will be set. */
    readonly secretFields: readonly string[];
    readonly scope: Scope;
  },
): void {
  const { parameters, secretFields, scope } = settings;
  for (const { name, type } of technology.fields) {
    if (type === 'secret' && name in parameters) {
      throw new InputError(
        `"parameters.${name}" is a secret; send it as "secrets.${name}", where it is kept encrypted`,
      );
    }
    if (type !== 'secret' && secretFields.includes(name)) {
      throw new InputError(
        `"secrets.${name}" is not a secret; send it as "parameters.${name}"`,
      );
    }
  }
  parseConfig(technology, {
    parameters,
    secrets: Object.fromEntries(secretFields.map(it => [it, SOME_SECRET])),
    scope,
  });
  const patterns = technology.capabilities['scope-patterns'];
  const hasPatterns = scope.include.length + scope.exclude.length > 0;
  if (hasPatterns && !patterns.supported) {
    throw new InputError(
      `"scope" is not supported by ${technology.title}: ${patterns.reason}`,
    );
  }
}
