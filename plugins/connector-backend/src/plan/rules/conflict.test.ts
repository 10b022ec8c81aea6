import { basisOf, held, mapped, policy } from '../__fixtures__/subjects';
import { decide } from '../decide';

const ref = 'resource:default/orders';
const orders = mapped();

describe('conflict rules (OC-55)', () => {
  it.each([
    [
      'another connection',
      { kind: 'connection', name: 'Shop' },
      'conflict.other-connection',
      { ref, connection: 'Shop' },
    ],
    [
      'somebody else in the catalog',
      { kind: 'catalog', manager: 'url:https://example.org/a.yaml' },
      'conflict.managed-elsewhere',
      { ref, manager: 'url:https://example.org/a.yaml' },
    ],
  ] as const)('rejects what %s holds', (_, holder, reason, facts) => {
    const basis = basisOf({ holders: { [ref]: holder } });
    expect(decide(orders, policy, basis)).toMatchObject({
      action: 'reject',
      reason,
      facts,
    });
  });

  it('rejects the second of two objects with one reference', () => {
    const taken = new Map([[ref, { uid: 'uid-first', urn: 'urn:first' }]]);
    expect(decide(orders, policy, basisOf({ taken }))).toMatchObject({
      action: 'reject',
      reason: 'conflict.duplicate-in-source',
      facts: { ref, first: 'urn:first' },
    });
  });

  it('takes the first of two objects with one reference', () => {
    const taken = new Map([[ref, orders]]);
    expect(decide(orders, policy, basisOf({ taken })).action).toBe('create');
  });

  it('rejects a changed reference that is held, and leaves the old one', () => {
    const basis = basisOf({
      ledger: [held({ id: 'orders', name: 'old' })],
      holders: { [ref]: { kind: 'connection', name: 'Shop' } },
    });
    expect(decide(orders, policy, basis).action).toBe('reject');
  });

  it('has no conflict about what is not written', () => {
    const basis = basisOf({
      ledger: [held()],
      holders: { [ref]: { kind: 'catalog', manager: 'url:x' } },
    });
    expect(decide(orders, policy, basis).action).toBe('ignore');
  });
});
