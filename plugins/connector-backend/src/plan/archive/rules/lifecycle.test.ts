import {
  archived,
  decideFirst,
  PORTAL,
  present,
} from '../__fixtures__/archives';
import type { LifecycleModel } from '../types';

const ref = 'component:default/shop';
const elsewhere = 'https://other.example.org';

const model: LifecycleModel = {
  ref: 'lifecyclemodel:default/components',
  active: true,
  initial: 'draft',
  states: [
    { name: 'draft' },
    { name: 'live' },
    { name: 'here', stage: `${PORTAL}/` },
    { name: 'there', stage: elsewhere },
  ],
};

function decideState(options: {
  lifecycle?: string;
  keep?: boolean;
  model?: LifecycleModel;
  replaces?: boolean;
}) {
  return decideFirst({
    archive: [archived(ref, { lifecycle: options.lifecycle })],
    here: options.replaces ? [present(ref)] : [],
    options: { keepLifecycleState: options.keep ?? false },
    basis: { lifecycleModel: () => options.model },
  });
}

describe('AR-50: the lifecycle state', () => {
  const inactive = { ...model, active: false };

  it.each([
    ['no model, keep', undefined, true, 'live', undefined, []],
    ['no model, do not keep', undefined, false, 'live', undefined, []],
    ['keep a known state', model, true, 'live', undefined, ['kept']],
    ['keep an unknown state', model, true, 'odd', 'draft', ['initial']],
    ['keep, model not active', inactive, true, 'live', 'draft', ['initial']],
    ['keep no state', model, true, undefined, 'draft', ['initial']],
    ['do not keep', model, false, 'live', 'draft', ['initial']],
    [
      'do not keep, initial already',
      model,
      false,
      'draft',
      undefined,
      ['initial'],
    ],
  ] as const)('%s', (_, given, keep, lifecycle, becomes, notes) => {
    const told = decideState({ lifecycle, keep, model: given });
    expect(told.relocation?.lifecycle).toBe(becomes);
    expect(told.notes).toEqual(notes.map(it => `AR-50 lifecycle.${it}`));
  });

  it('is the same for what replaces an entity', () => {
    const told = decideState({ lifecycle: 'live', model, replaces: true });
    expect(told.relocation?.lifecycle).toBe('draft');
  });

  it('goes by kind and type', () => {
    const asked: unknown[] = [];
    decideFirst({
      archive: [archived(ref, { type: 'service' })],
      basis: {
        lifecycleModel: (...of) => {
          asked.push(of);
          return undefined;
        },
      },
    });
    expect(asked).toContainEqual(['Component', 'service']);
  });

  it('tells the state and the model', () => {
    expect(decideState({ lifecycle: 'live', model }).told).toEqual([
      'The lifecycle state becomes draft, the first of lifecyclemodel:default/components.',
    ]);
  });
});

describe('AR-51: a state that names a stage', () => {
  const startsThere = { ...model, initial: 'there' };

  it.each([
    ['this portal, keep', model, true, 'here', 'create AR-20 identity.new'],
    [
      'this portal, do not keep',
      model,
      false,
      'here',
      'create AR-20 identity.new',
    ],
    [
      'another portal, keep',
      model,
      true,
      'there',
      'reject AR-51 lifecycle.other-stage',
    ],
    [
      'another portal, do not keep',
      model,
      false,
      'there',
      'reject AR-51 lifecycle.other-stage',
    ],
    [
      'another portal, of the initial state',
      startsThere,
      false,
      'live',
      'reject AR-51 lifecycle.other-stage',
    ],
    ['no stage', model, true, 'live', 'create AR-20 identity.new'],
    ['no model', undefined, true, 'there', 'create AR-20 identity.new'],
  ] as const)('%s', (_, given, keep, lifecycle, decision) => {
    expect(decideState({ lifecycle, keep, model: given }).decision).toBe(
      decision,
    );
  });

  it('names the state and both portals', () => {
    expect(decideState({ lifecycle: 'there', model }).sentence).toBe(
      `The state there belongs to the portal ${elsewhere}; this one is ${PORTAL}.`,
    );
  });
});
