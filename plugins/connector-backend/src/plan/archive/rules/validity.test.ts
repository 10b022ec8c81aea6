import { archived, decide, present } from '../__fixtures__/archives';

const shop = 'component:default/shop';

describe('validity rules', () => {
  it('AR-12: an invalid object is skipped with its reason, the others are not', () => {
    const told = decide({
      archive: [
        archived(shop, { invalid: 'metadata.name is missing' }),
        archived('component:default/other'),
      ],
    });
    expect(told[shop]).toMatchObject({
      decision: 'skip AR-12 schema.invalid-entity',
      sentence: expect.stringContaining('metadata.name is missing'),
    });
    expect(told['component:default/other'].decision).toMatch('create');
  });

  it('AR-12: comes before all else, also what is here already', () => {
    const invalid = archived(shop, { invalid: 'its sha256 is another' });
    expect(
      decide({
        archive: [invalid],
        here: [present(shop, { hash: invalid.hash })],
      })[shop].decision,
    ).toBe('skip AR-12 schema.invalid-entity');
  });

  it('AR-27: a kind that nobody registered is skipped and named', () => {
    const told = decide({
      archive: [archived('gadget:default/x'), archived(shop)],
      basis: { knowsKind: (_, kind) => kind !== 'gadget' },
    });
    expect(told['gadget:default/x']).toMatchObject({
      decision: 'skip AR-27 schema.unknown-kind',
      sentence: 'This catalog knows no kind gadget of backstage.io/v1alpha1.',
      remedy: expect.stringContaining('connector.archives.kinds'),
    });
    expect(told[shop].decision).toMatch('create');
  });
});
