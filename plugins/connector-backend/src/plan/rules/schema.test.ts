import { basisOf, mapped, policy } from '../__fixtures__/subjects';
import { decide } from '../decide';

describe('schema rules', () => {
  it('rejects an entity the catalog would drop, naming the field', () => {
    const subject = mapped({ name: 'no spaces' });
    expect(decide(subject, policy, basisOf())).toMatchObject({
      action: 'reject',
      reason: 'schema.invalid-entity',
      facts: { error: expect.stringContaining('metadata.name') },
    });
  });
});
