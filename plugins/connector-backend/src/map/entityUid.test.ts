import { entityUid } from './entityUid';

describe('entityUid', () => {
  it('gives the same UUIDv5 in every portal (OC-50)', () => {
    expect(entityUid('urn:connector:sqlite:retail.db:main/orders')).toBe(
      '4d3e94c5-d92f-52f3-8e46-ab664e98d6a2',
    );
  });

  it('tells URNs that differ in case apart', () => {
    expect(entityUid('urn:connector:a:b:T')).not.toBe(
      entityUid('urn:connector:a:b:t'),
    );
  });
});
