import {
  entityKindSchemaValidator,
  entitySchemaValidator,
  makeValidator,
  parseEntityRef,
  type Entity,
} from '@backstage/catalog-model';

/*
 * The catalog's own checks, as far as they concern what connections make. Its
 * policies and kind validators are asynchronous, rules are not; the test compares
 * the two.
 */
const checkShape = entitySchemaValidator();
const formats = makeValidator();

const checkKind = {
  Resource: specValidator(['type', 'owner']),
  System: specValidator(['owner']),
};

/** Says what is wrong with an entity, naming the field; undefined: nothing. */
export function invalidity(entity: Entity): string | undefined {
  return (
    complaint(() => checkShape(entity)) ??
    unknownKind(entity) ??
    complaint(() => checkKind[entity.kind as keyof typeof checkKind](entity)) ??
    badFormat(entity) ??
    badReference(entity)
  );
}

function unknownKind({ apiVersion, kind }: Entity): string | undefined {
  return apiVersion === 'backstage.io/v1alpha1' &&
    Object.hasOwn(checkKind, kind)
    ? undefined
    : `connections make no ${kind} of ${apiVersion}`;
}

function badFormat({ metadata }: Entity): string | undefined {
  const { name, namespace, annotations = {}, tags = [] } = metadata;
  if (!formats.isValidEntityName(name)) {
    return `metadata.name "${name}" is not a valid name`;
  }
  if (namespace !== undefined && !formats.isValidNamespace(namespace)) {
    return `metadata.namespace "${namespace}" is not a valid namespace`;
  }
  const key = Object.keys(annotations).find(
    k => !formats.isValidAnnotationKey(k),
  );
  if (key !== undefined) {
    return `metadata.annotations has the invalid key "${key}"`;
  }
  const tag = tags.find(given => !formats.isValidTag(given));
  return tag === undefined
    ? undefined
    : `metadata.tags has the invalid tag "${tag}"`;
}

function badReference({ spec }: Entity): string | undefined {
  const given: [string, unknown][] = [
    ['spec.owner', spec?.owner],
    ['spec.system', spec?.system],
    ['spec.domain', spec?.domain],
    ...[spec?.dependsOn ?? []]
      .flat()
      .map(ref => ['spec.dependsOn', ref] as [string, unknown]),
  ];
  const bad = given.find(
    ([, ref]) =>
      ref !== undefined &&
      complaint(() => parseEntityRef(String(ref), { defaultKind: 'Resource' })),
  );
  return bad && `${bad[0]} "${bad[1]}" is not an entity reference`;
}

function complaint(check: () => unknown): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function specValidator(required: readonly string[]) {
  const text = { type: 'string', minLength: 1 };
  return entityKindSchemaValidator({
    type: 'object',
    required: ['spec'],
    properties: {
      spec: {
        type: 'object',
        required,
        properties: {
          type: text,
          owner: text,
          system: text,
          domain: text,
          dependsOn: { type: 'array', items: text },
        },
      },
    },
  });
}
