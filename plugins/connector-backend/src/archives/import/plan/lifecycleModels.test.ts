import type { Entity } from '@backstage/catalog-model';
import { lifecycleModels } from './lifecycleModels';

const model = (name: string, spec: Entity['spec'] = {}): Entity => ({
  apiVersion: 'backstage-connector.io/v1alpha1',
  kind: 'LifecycleModel',
  metadata: { name },
  spec: {
    appliesTo: [{ kind: 'Component' }],
    initial: 'draft',
    states: [{ name: 'draft' }, { name: 'live', stage: 'https://live' }],
    ...spec,
  },
});

const service = { appliesTo: [{ kind: 'Component', type: 'service' }] };

describe('lifecycleModels (AR-50)', () => {
  it('reads a model from an entity', () => {
    expect(lifecycleModels([model('m')])('component', 'x')).toEqual({
      ref: 'lifecyclemodel:default/m',
      active: true,
      initial: 'draft',
      states: [{ name: 'draft' }, { name: 'live', stage: 'https://live' }],
    });
  });

  it.each<[string, Entity[], string | undefined]>([
    ['that names the type first', [model('a'), model('b', service)], 'b'],
    ['first by reference', [model('b'), model('a')], 'a'],
    [
      'of the kind only',
      [model('a', { appliesTo: [{ kind: 'API' }] })],
      undefined,
    ],
    [
      'of the type only',
      [model('a', { appliesTo: [{ kind: 'Component', type: 'library' }] })],
      undefined,
    ],
    ['that is one', [model('a', { states: 'none' }), model('b')], 'b'],
  ])('takes the model %s', (_, entities, name) => {
    const found = lifecycleModels(entities)('Component', 'service');

    expect(found?.ref).toBe(name && `lifecyclemodel:default/${name}`);
  });
});
