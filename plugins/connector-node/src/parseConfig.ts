import type {
  Field,
  FieldValue,
  Technology,
} from '@backstage-connector/plugin-connector-common';
import { InputError } from '@backstage/errors';
import type { ConnectorConfig } from './connector';
import { createScopeFilter } from './scope';

/**
 * Validates settings by a technology's field list and fills in the defaults.
 *
 * @throws InputError that names the field, or the pattern.
 * @public
 */
export function parseConfig(
  technology: Pick<Technology, 'title' | 'fields'>,
  config: ConnectorConfig,
): ConnectorConfig {
  const parameters: Record<string, FieldValue> = {};
  const secrets: Record<string, string> = {};
  const given = { ...config.parameters, ...config.secrets };
  assertKnown(technology, config);
  // Says what is wrong with a pattern.
  createScopeFilter(config.scope);
  const values = Object.fromEntries(
    technology.fields.map(field => [
      field.name,
      given[field.name] ?? defaultOf(field),
    ]),
  );
  for (const field of technology.fields.filter(it => isShown(it, values))) {
    const value = values[field.name];
    if (value === undefined || isBlank(field, value)) {
      if (field.required) {
        throw new InputError(`"${field.name}" (${field.title}) is required`);
      }
    } else if (field.type === 'secret') {
      secrets[field.name] = String(value);
    } else {
      parameters[field.name] = parseValue(field, value);
    }
  }
  return { parameters, secrets, scope: config.scope };
}

function assertKnown(
  { title, fields }: Pick<Technology, 'title' | 'fields'>,
  config: ConnectorConfig,
) {
  for (const part of ['parameters', 'secrets'] as const) {
    for (const name of Object.keys(config[part])) {
      const field = fields.find(it => it.name === name);
      if (!field) {
        throw new InputError(`${title} has no setting "${name}"; remove it`);
      }
      // A secret among the parameters would be kept, and shown, in clear text.
      if ((field.type === 'secret') !== (part === 'secrets')) {
        throw new InputError(
          `"${name}" (${field.title}) is ${
            field.type === 'secret' ? '' : 'not '
          }a secret; take it out of the ${part}`,
        );
      }
    }
  }
}

function isBlank(field: Field, value: FieldValue): boolean {
  return field.type === 'secret'
    ? value === ''
    : typeof value === 'string' && value.trim() === '';
}

function defaultOf(field: Field): FieldValue | undefined {
  return field.type === 'secret' ? undefined : field.default;
}

function isShown(
  field: Field,
  values: Record<string, FieldValue | undefined>,
): boolean {
  return (
    !field.showWhen ||
    field.showWhen.oneOf.includes(String(values[field.showWhen.field]))
  );
}

function parseValue(
  field: Exclude<Field, { type: 'secret' }>,
  value: FieldValue,
): FieldValue {
  const refuse = (expected: string): never => {
    throw new InputError(
      `"${field.name}" (${field.title}) must be ${expected}`,
    );
  };
  switch (field.type) {
    case 'text':
      if (typeof value !== 'string') {
        return refuse('a text');
      }
      if (field.maxLength !== undefined && value.length > field.maxLength) {
        return refuse(`at most ${field.maxLength} characters long`);
      }
      return value;
    case 'number': {
      const { minimum = -Infinity, maximum = Infinity } = field;
      if (typeof value !== 'number' || !Number.isFinite(value)) {
        return refuse('a number');
      }
      if (value < minimum || value > maximum) {
        return refuse(`between ${minimum} and ${maximum}`);
      }
      return value;
    }
    case 'boolean':
      return typeof value === 'boolean' ? value : refuse('true or false');
    case 'choice':
      return field.choices.some(choice => choice.value === value)
        ? value
        : refuse(
            `one of ${field.choices.map(choice => choice.value).join(', ')}`,
          );
    default:
      return field satisfies never;
  }
}
