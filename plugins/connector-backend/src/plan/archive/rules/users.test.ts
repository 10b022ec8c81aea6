import {
  archived,
  decideFirst,
  decisions,
  MARCH,
  present,
} from '../__fixtures__/archives';

const ada = 'user:default/ada';
const grace = 'user:default/grace';

describe('rules on users and groups', () => {
  it.each([
    ['AR-20', 'nobody like that here', [], 'create AR-20 identity.new'],
    [
      'AR-40',
      'the same UUID, older here',
      [present(ada)],
      'ignore AR-40 user.present',
    ],
    [
      'AR-40',
      'the same UUID, newer here',
      [present(ada, { modifiedAt: MARCH })],
      'ignore AR-40 user.present',
    ],
    [
      'AR-40',
      'the same UUID under another reference',
      [present(grace, { uid: 'user ada' })],
      'ignore AR-40 user.present',
    ],
    [
      'AR-41',
      'another UUID',
      [present(ada, { uid: 'other' })],
      'ignore AR-41 user.conflicting',
    ],
    [
      'AR-40',
      'the UUID here, and the reference with another',
      [present(grace, { uid: 'user ada' }), present(ada, { uid: 'other' })],
      'ignore AR-40 user.present',
    ],
  ])('%s: %s', (_, __, here, decision) => {
    const options = { allowReplace: true };
    expect(
      decideFirst({ archive: [archived(ada)], here, options }).decision,
    ).toBe(decision);
  });

  it('AR-40: needs no permission', () => {
    expect(
      decideFirst({
        archive: [archived(ada)],
        here: [present(ada)],
        basis: { hasPermission: () => false, mayUpdate: () => false },
      }).decision,
    ).toBe('ignore AR-40 user.present');
  });

  it('AR-41: names the user who has the reference', () => {
    expect(
      decideFirst({
        archive: [archived(ada)],
        here: [present(ada, { uid: 'other' })],
      }),
    ).toMatchObject({
      sentence: `Another user is here under ${ada}, with the UUID other; this one is left out.`,
      remedy: `Map ${ada} to the user it is here.`,
    });
  });

  it('AR-41: is about users; a group with the reference of another is rejected', () => {
    const team = 'group:default/team';
    expect(
      decideFirst({
        archive: [archived(team)],
        here: [present(team, { uid: 'other' })],
      }).decision,
    ).toBe('reject AR-20 identity.ref-taken');
  });

  it.each([
    [ada, grace],
    [ada, ada],
    ['group:default/a', 'group:default/b'],
  ])('AR-36: %s that is mapped to %s is not created beside it', (from, to) => {
    expect(
      decideFirst({
        archive: [archived(from)],
        here: [present(to, { uid: 'other' })],
        options: { mapping: { [from]: to } },
      }),
    ).toMatchObject({
      decision: 'ignore AR-36 identity.mapped',
      sentence: `${from} is ${to} here, by your mapping.`,
    });
  });

  it('AR-36: a mapping to nobody is none', () => {
    expect(
      decisions({
        archive: [archived(ada)],
        options: { mapping: { [ada]: grace } },
      }),
    ).toEqual({ [ada]: 'create AR-20 identity.new' });
  });
});
