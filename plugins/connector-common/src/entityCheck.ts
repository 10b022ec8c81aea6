import {
  EntityPolicies,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  SchemaValidEntityPolicy,
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  domainEntityV1alpha1Validator,
  entityEnvelopeSchemaValidator,
  groupEntityV1alpha1Validator,
  locationEntityV1alpha1Validator,
  resourceEntityV1alpha1Validator,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
  type Entity,
  type KindValidator,
} from '@backstage/catalog-model';

// Other kinds are left to the processors of the portal.
const kinds: ReadonlyMap<string, KindValidator> = new Map([
  ['API', apiEntityV1alpha1Validator],
  ['Component', componentEntityV1alpha1Validator],
  ['Domain', domainEntityV1alpha1Validator],
  ['Group', groupEntityV1alpha1Validator],
  ['Location', locationEntityV1alpha1Validator],
  ['Resource', resourceEntityV1alpha1Validator],
  ['System', systemEntityV1alpha1Validator],
  ['User', userEntityV1alpha1Validator],
]);

/**
 * Makes a check that says why the catalog would not take an entity, or would take
 * and never show it; undefined for an entity that is fine.
 * @public
 */
export function createEntityCheck(): (
  entity: Entity,
) => Promise<string | undefined> {
  // The one check that fails a whole mutation.
  const checkEnvelope = entityEnvelopeSchemaValidator();
  // What the catalog enforces later, where a failure is only a processing error.
  const schema = new SchemaValidEntityPolicy();
  const policy = EntityPolicies.allOf([
    new NoForeignRootFieldsEntityPolicy(),
    new FieldFormatEntityPolicy(),
  ]);
  return async entity => {
    try {
      checkEnvelope(entity);
      // The schema of a kind has the schema of all entities in it.
      if (!(await kinds.get(entity.kind)?.check(entity))) {
        await schema.enforce(entity);
      }
      await policy.enforce(entity);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    const nul = findNul(entity);
    return nul && `${nul} holds the character U+0000, which no text may`;
  };
}

// PostgreSQL cannot store it in the search table: the catalog would try to stitch
// the entity again and again.
function findNul(value: unknown): string | undefined {
  if (typeof value === 'string') {
    return value.includes('\0') ? '' : undefined;
  }
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  for (const key of Object.keys(value)) {
    const found = findNul((value as Record<string, unknown>)[key]);
    if (found !== undefined) {
      return found ? `${key}.${found}` : key;
    }
  }
  return undefined;
}
