import { findingSchema } from '@backstage-connector/plugin-connector-common';
import { guardRemovals, heldFinding, incompleteScopes } from './findings';

const limit = { share: 0.2, count: 10 };

describe('guardRemovals (OC-53)', () => {
  it.each([
    [21, 100, limit, true],
    [20, 100, limit, false],
    [9, 10, limit, false],
    [10, 10, limit, true],
    [0, 0, limit, false],
    [0, 0, { share: 0, count: 0 }, false],
    [1, 100, { share: 0, count: 0 }, true],
    [100, 100, { share: 1, count: 0 }, false],
  ])('%i of %i with %j: held is %p', (removals, total, given, held) => {
    const guard = guardRemovals({ removals, total, limit: given });
    expect(guard !== undefined).toBe(held);
  });

  it('becomes a finding with the numbers', () => {
    const guard = guardRemovals({ removals: 30, total: 100, limit });
    expect(guard).toEqual({ held: true, facts: { count: '30', total: '100' } });
    expect(guard && findingSchema.parse(heldFinding(guard))).toMatchObject({
      code: 'absence.held',
      sentence: expect.stringContaining('30 of 100'),
      count: 30,
    });
  });
});

describe('incompleteScopes (OC-52)', () => {
  const scope = (name: string) => ({
    path: ['db', name],
    reason: 'permission denied',
  });

  it('finds nothing when all was read', () => {
    expect(incompleteScopes([])).toBeUndefined();
  });

  it('names the one scope and why', () => {
    expect(incompleteScopes([scope('hr')])).toMatchObject({
      code: 'absence.incomplete',
      sentence: 'db.hr could not be listed: permission denied',
      count: 1,
    });
  });

  it('counts many and shows ten', () => {
    const many = Array.from({ length: 12 }, (_, n) => scope(`s${n}`));
    const finding = findingSchema.parse(incompleteScopes(many));
    expect(finding.count).toBe(12);
    expect(finding.samples).toHaveLength(10);
    expect(finding.samples?.[0]).toBe('db.s0: permission denied');
  });
});
