import {
  EntityPolicies,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  resourceEntityV1alpha1Validator,
  SchemaValidEntityPolicy,
  systemEntityV1alpha1Validator,
  type Entity,
} from '@backstage/catalog-model';
import { entityOf } from './__fixtures__/subjects';
import { invalidity } from './validity';

const policies = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

/** What the catalog itself says. */
async function accepted(entity: Entity): Promise<boolean> {
  try {
    await policies.enforce(entity);
    return (
      (await resourceEntityV1alpha1Validator.check(entity)) ||
      (await systemEntityV1alpha1Validator.check(entity))
    );
  } catch {
    return false;
  }
}

const good = entityOf({ description: 'Good.' });
const withMetadata = (metadata: Record<string, unknown>) =>
  ({ ...good, metadata: { ...good.metadata, ...metadata } } as Entity);
const withSpec = (spec: Record<string, unknown>) =>
  ({ ...good, spec: { ...good.spec, ...spec } } as Entity);

describe('invalidity', () => {
  it.each([
    ['a Resource', good],
    [
      'a System',
      { ...good, kind: 'System', spec: { owner: 'group:default/a' } },
    ],
    ['no description', entityOf()],
  ])('has nothing against %s', async (_, entity) => {
    expect(invalidity(entity)).toBeUndefined();
    expect(await accepted(entity)).toBe(true);
  });

  it.each([
    ['metadata.name', withMetadata({ name: 'x'.repeat(64) })],
    ['metadata.name', withMetadata({ name: 'a b' })],
    ['metadata.name', withMetadata({ name: '-a' })],
    ['metadata.namespace', withMetadata({ namespace: 'A_b' })],
    ['metadata.annotations', withMetadata({ annotations: { 'a b': 'x' } })],
    ['/metadata/annotations/a', withMetadata({ annotations: { a: 1 } })],
    ['metadata.tags', withMetadata({ tags: ['No Tag'] })],
    ['/metadata/title', withMetadata({ title: '' })],
    ['/metadata/description', withMetadata({ description: 7 })],
    ['/spec', withSpec({ owner: '' })],
    ['/spec', withSpec({ type: undefined })],
    ['/spec/dependsOn', withSpec({ dependsOn: 'resource:default/x' })],
    ['Component', { ...good, kind: 'Component' }],
    ['v9', { ...good, apiVersion: 'backstage.io/v9' }],
  ])('names %s, as the catalog would', async (field, entity) => {
    expect(invalidity(entity)).toContain(field);
    expect(await accepted(entity)).toBe(false);
  });

  it.each([
    ['spec.owner', withSpec({ owner: 'group:' })],
    ['spec.dependsOn', withSpec({ dependsOn: ['resource:'] })],
    ['spec.system', withSpec({ system: 'system:/' })],
  ])('names %s, which the catalog would find out later', (field, entity) => {
    expect(invalidity(entity)).toContain(field);
  });
});
