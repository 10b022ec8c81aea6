import type {
  Archive,
  ArchivedConnection,
  Field,
  FieldValue,
  Technology,
} from '@backstage-connector/plugin-connector-common';
import type { Draft } from '../wizard/draft';

/** A connection of an uploaded archive, with what it came in. */
export interface FoundConnection {
  readonly archive: Archive;
  readonly connection: ArchivedConnection;
}

/** What the address of the wizard says of a connection in an archive. */
export function archivedConnectionQuery(
  { id: archive }: Pick<Archive, 'id'>,
  { id: connection, technology }: ArchivedConnection,
): string {
  return new URLSearchParams({ technology, archive, connection }).toString();
}

/**
 * A new draft with what an archive has of a connection. Anybody may have made the
 * archive: only what the form has a place for is taken.
 */
export function draftOfArchived(
  { name, parameters, scope, options }: ArchivedConnection,
  technology: Technology,
  empty: Draft,
): Draft {
  const settings = technology.fields.flatMap(field => {
    const value = Object.hasOwn(parameters, field.name)
      ? parameters[field.name]
      : undefined;
    return value !== undefined && fits(field, value)
      ? [[field.name, value] as const]
      : [];
  });
  return {
    ...empty,
    name,
    parameters: { ...empty.parameters, ...Object.fromEntries(settings) },
    scope: technology.capabilities['scope-patterns'].supported
      ? scope
      : empty.scope,
    options,
  };
}

function fits(field: Field, value: FieldValue): boolean {
  switch (field.type) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'choice':
      return field.choices.some(choice => choice.value === value);
    case 'secret':
      return false;
    default:
      return field satisfies never;
  }
}
