import { ownerNamedIn } from './comments';

describe('ownerNamedIn', () => {
  it.each([
    ['owner: group:default/sales', 'group:default/sales'],
    ['What was sold.\n  Owner:  sales  \nSince 2020.', 'sales'],
    ['The owner: whoever bought it', undefined],
    ['owner: the sales team', undefined],
    ['owner:\nsales', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('of %p is %p', (comment, owner) => {
    expect(ownerNamedIn(comment)).toBe(owner);
  });
});
