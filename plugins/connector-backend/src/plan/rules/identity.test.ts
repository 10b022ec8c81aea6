import { annotations } from '@backstage-connector/plugin-connector-common';
import { basisOf, held, mapped, policy } from '../__fixtures__/subjects';
import { decide } from '../decide';
import { flagged } from '../flagged';
import { contentHash, revisionHash } from '../fingerprint';

const orders = mapped({ description: 'Sold.' });
const decideWith = (
  ledger: ReturnType<typeof held>[],
  subject = orders,
  given = policy,
) => decide(subject, given, basisOf({ ledger }));

describe('identity rules', () => {
  it.each([
    ['OC-50', 'an unknown object', [], 'create', 'identity.new'],
    [
      'OC-50',
      'the same content',
      [held({ description: 'Sold.' })],
      'ignore',
      'identity.unchanged',
    ],
    [
      'OC-51',
      'other content',
      [held({ description: 'Old.' })],
      'replace',
      'identity.changed',
    ],
    [
      'OC-50',
      'another reference',
      [held({ id: 'orders', name: 'old', description: 'Sold.' })],
      'replace',
      'identity.renamed',
    ],
    [
      'OC-52',
      'a flagged object',
      [held({ description: 'Sold.' }, 'absent')],
      'replace',
      'identity.restored',
    ],
    [
      'OC-52',
      'a removed object',
      [held({ description: 'Sold.' }, 'removed')],
      'create',
      'identity.restored',
    ],
  ] as const)('%s: for %s', (_, __, ledger, action, reason) => {
    expect(decideWith([...ledger])).toMatchObject({
      action,
      reason,
      uid: orders.uid,
      ref: orders.ref,
      urn: orders.urn,
    });
  });

  it('OC-50: what is written carries its own hash as revision', () => {
    const decision = decideWith([]);
    const after = 'after' in decision ? decision.after : undefined;
    expect(after && revisionHash(after)).toBe(contentHash(orders.entity));
    expect(after?.metadata.annotations?.[annotations.revision]).toMatch(
      `${orders.uid}/`,
    );
  });

  it('OC-50: tells which reference a renamed object had', () => {
    const ledger = [held({ id: 'orders', name: 'old', description: 'Sold.' })];
    expect(decideWith(ledger)).toMatchObject({
      facts: { before: 'resource:default/old' },
      before: { metadata: { name: 'old' } },
      after: { metadata: { name: 'orders' } },
    });
  });

  it('OC-51: lists what changes', () => {
    expect(decideWith([held({ description: 'Old.' })])).toMatchObject({
      changes: [
        { path: 'metadata.description', before: 'Old.', after: 'Sold.' },
      ],
    });
  });

  it.each([undefined, ''])(
    'OC-51: an incoming description %p blanks nothing, and is no change',
    description => {
      const decision = decideWith(
        [held({ description: 'Kept.' })],
        mapped({ description }),
      );
      expect(decision).toMatchObject({
        action: 'ignore',
        reason: 'identity.unchanged',
      });
    },
  );

  it('OC-51: a description is kept when something else changes', () => {
    const decision = decideWith(
      [held({ description: 'Kept.' })],
      mapped({ owner: 'group:default/other' }),
    );
    expect(decision).toMatchObject({
      action: 'replace',
      after: { metadata: { description: 'Kept.' } },
    });
  });

  it('OC-54: the owner follows the source by default', () => {
    const decision = decideWith([held()], mapped({ owner: 'group:default/b' }));
    expect(decision).toMatchObject({
      action: 'replace',
      after: { spec: { owner: 'group:default/b' } },
    });
  });

  it('OC-54: with "keep current owner" the owner and its rule stay', () => {
    const keep = { ...policy, keepCurrentOwner: true };
    const subject = mapped({ owner: 'group:default/b' });
    expect(decideWith([held()], subject, keep).action).toBe('ignore');

    const described = mapped({ owner: 'group:default/b', description: 'New.' });
    expect(decideWith([held()], described, keep)).toMatchObject({
      action: 'replace',
      changes: [{ path: 'metadata.description', after: 'New.' }],
    });
  });

  it('OC-52: a restored object loses the mark of absence', () => {
    const there = held({ description: 'Sold.' }, 'absent');
    const marked = { ...there, entity: flagged(there.entity, orders.uid) };
    const decision = decideWith([marked]);
    expect(decision).toMatchObject({
      action: 'replace',
      after: held({ description: 'Sold.' }).entity,
    });
    expect(JSON.stringify('after' in decision && decision.after)).not.toMatch(
      /absent/,
    );
  });

  it('says so when the basis lacks an entity it should have', () => {
    const basis = { ...basisOf({ ledger: [held()] }), before: () => undefined };
    expect(() => decide(orders, policy, basis)).toThrow(
      'without the entity of resource:default/orders',
    );
  });
});
