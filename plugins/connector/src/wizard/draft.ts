import type {
  Connection,
  ConnectionInput,
  Field,
  FieldValue,
  ImportOptions,
  Scope,
  SecretInput,
  Technology,
} from '@backstage-connector/plugin-connector-common';

/** A secret as a person has entered it; `kept` leaves what is stored. */
export type SecretDraft = { from: 'kept' } | SecretInput;

/** A connection as the wizard holds it, before it is saved. */
export interface Draft {
  readonly name: string;
  readonly parameters: Readonly<Record<string, FieldValue | undefined>>;
  readonly secrets: Readonly<Record<string, SecretDraft>>;
  readonly scope: Scope;
  readonly options: ImportOptions;
}

/** A change of a draft; of options, parameters and secrets only the parts named. */
export interface DraftChange {
  readonly name?: string;
  readonly parameters?: Draft['parameters'];
  readonly secrets?: Draft['secrets'];
  readonly scope?: Partial<Scope>;
  readonly options?: Partial<ImportOptions>;
}

/** A draft with nothing but the defaults of the technology. */
export function newDraft(options: {
  technology: Technology;
  owner: string;
  source: string | undefined;
}): Draft {
  const { technology, owner, source } = options;
  return {
    name: '',
    parameters: Object.fromEntries(
      technology.fields.map(field => [field.name, defaultOf(field)]),
    ),
    secrets: {},
    scope: { include: [], exclude: [] },
    options: {
      source: sourceFor(technology, source),
      namespace: 'default',
      namePrefix: '',
      owner,
      ownerRules: [],
      keepCurrentOwner: false,
      absence: 'flag',
      absenceGraceRuns: 1,
      removalLimit: { share: 0.2, count: 10 },
    },
  };
}

/** The draft of a connection that is saved already. */
export function draftOf(connection: Connection): Draft {
  const { name, parameters, scope, options } = connection;
  return { name, parameters, secrets: {}, scope, options };
}

export function changed(draft: Draft, change: DraftChange): Draft {
  return {
    name: change.name ?? draft.name,
    parameters: { ...draft.parameters, ...change.parameters },
    secrets: { ...draft.secrets, ...change.secrets },
    scope: { ...draft.scope, ...change.scope },
    options: { ...draft.options, ...change.options },
  };
}

/** The fields that the form shows for what is entered so far. */
export function shownFields(technology: Technology, draft: Draft): Field[] {
  return technology.fields.filter(({ showWhen }) => {
    if (!showWhen) return true;
    const value = draft.parameters[showWhen.field];
    return showWhen.oneOf.includes(String(value ?? ''));
  });
}

/** What is sent to the server: nothing empty, nothing hidden, no kept secret. */
export function inputOf(technology: Technology, draft: Draft): ConnectionInput {
  const shown = shownFields(technology, draft);
  const parameters: Record<string, FieldValue> = {};
  const secrets: Record<string, SecretInput> = {};
  for (const { name, type } of shown) {
    const value = draft.parameters[name];
    const secret = draft.secrets[name];
    if (type !== 'secret' && value !== undefined && value !== '') {
      parameters[name] = value;
    }
    if (type === 'secret' && secret && secret.from !== 'kept') {
      secrets[name] = secret;
    }
  }
  return {
    name: draft.name,
    technology: technology.id,
    parameters,
    secrets,
    scope: {
      include: patterns(draft.scope.include),
      exclude: patterns(draft.scope.exclude),
    },
    options: draft.options,
  };
}

// Lines as typed, without the empty ones.
function patterns(lines: readonly string[]): string[] {
  return lines.map(line => line.trim()).filter(line => line !== '');
}

function defaultOf(field: Field): FieldValue | undefined {
  if (field.type === 'secret') return undefined;
  return field.default ?? (field.type === 'boolean' ? false : undefined);
}

// Only technologies of the Dictionary module have a target source (OC-8).
function sourceFor(
  technology: Technology,
  ref: string | undefined,
): ImportOptions['source'] {
  if (technology.module !== 'dictionary') return { kind: 'none' };
  return ref ? { kind: 'existing', ref } : { kind: 'new' };
}
