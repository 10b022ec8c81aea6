import {
  archived,
  decide,
  decisions,
  dependsOn,
  present,
} from '../__fixtures__/archives';

const a = 'component:default/a';
const b = 'component:default/b';

describe('duplicate rules (AR-20)', () => {
  const oneUid = [archived(a, { uid: 'x' }), archived(b, { uid: 'x' })];
  const oneRef = [archived(a, { uid: 'x' }), archived(a, { uid: 'y' })];

  it('rejects both objects with one UUID, each naming the other', () => {
    expect(decide({ archive: oneUid })).toMatchObject({
      [a]: {
        decision: 'reject AR-20 identity.duplicate-uid',
        sentence: `The archive has another object with this UUID, ${b}.`,
      },
      [b]: {
        decision: 'reject AR-20 identity.duplicate-uid',
        sentence: `The archive has another object with this UUID, ${a}.`,
      },
    });
  });

  it.each([
    ['as it is', oneRef],
    ['the other way round', [...oneRef].reverse()],
  ])('rejects both objects with one reference, %s', (_, archive) => {
    expect(decide({ archive })).toMatchObject({
      [a]: {
        decision: 'reject AR-20 identity.duplicate-ref',
        sentence: expect.stringMatching(
          /another object component:default\/a, with the UUID [xy]\./,
        ),
      },
    });
  });

  it('has nothing against one of two when the other is left out', () => {
    const selection = { mode: 'only', seqs: [2] } as const;
    expect(
      decisions({ archive: oneUid, selection: { ...selection, seqs: [2] } }),
    ).toEqual({ [b]: 'create AR-20 identity.new' });
  });

  it('does not count an object that is invalid', () => {
    const archive = [oneUid[0], { ...oneUid[1], invalid: 'no name' }];
    expect(decisions({ archive })[a]).toBe('create AR-20 identity.new');
  });

  it('rejects also what is here already', () => {
    const here = [present(a, { uid: 'x', hash: oneUid[0].hash })];
    expect(decisions({ archive: oneUid, here })[a]).toMatch('reject');
  });

  it('skips what refers to one of two', () => {
    const c = archived('component:default/c', {
      references: dependsOn({ ref: a, uid: 'x' }),
    });
    expect(decisions({ archive: [...oneRef, c] })[c.ref]).toBe(
      'skip AR-25 references.skipped',
    );
  });
});
