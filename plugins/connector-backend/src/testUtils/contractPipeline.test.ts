import type { Asset } from '@backstage-connector/plugin-connector-common';
import fc from 'fast-check';
import {
  database,
  foreignKey,
  schema,
  table,
} from '../map/__fixtures__/assets';
import { contractPipeline } from './contractPipeline';

const name = fc.constantFrom(
  'a',
  'A',
  'b',
  'orders',
  'Orders',
  'x y',
  '🎉',
  'a.b',
);

/** A whole source: parents first, each URN once. */
const source: fc.Arbitrary<Asset[]> = fc
  .uniqueArray(
    fc.record({
      schema: name,
      table: name,
      comment: fc.option(fc.constantFrom('One.', 'Two.'), { nil: undefined }),
      refersTo: name,
    }),
    { selector: it => `${it.schema}/${it.table}`, maxLength: 25 },
  )
  .map(tables => [
    database(),
    ...[...new Set(tables.map(it => it.schema))].map(it => schema(it)),
    ...tables.map(it =>
      table(it.schema, it.table, {
        ...(it.comment !== undefined && { comment: it.comment }),
        structure: {
          foreignKeys: [
            foreignKey('fk', ['warehouse', it.schema, it.refersTo]),
          ],
        },
      }),
    ),
  ]);

const plan = (assets: Asset[], previous?: unknown, complete = true) =>
  contractPipeline.plan({ assets, complete, previous });
const actionsOf = (planned: ReturnType<typeof plan>) => [
  ...new Set(planned.decisions.map(it => it.action)),
];

describe('contractPipeline', () => {
  it('maps to valid entities with references of their own', () => {
    fc.assert(
      fc.property(source, assets => {
        const mapped = contractPipeline.map(assets);
        expect(mapped).toHaveLength(assets.length);
        expect(mapped.every(it => it.valid === true)).toBe(true);
        expect(new Set(mapped.map(it => it.ref)).size).toBe(assets.length);
      }),
    );
  });

  it('creates at first and ignores the second time', () => {
    fc.assert(
      fc.property(source, assets => {
        const first = plan(assets);
        expect(actionsOf(first)).toEqual(['create']);
        const second = plan(structuredClone(assets), first.applied);
        expect(actionsOf(second)).toEqual(['ignore']);
        expect(second.decisions).toHaveLength(assets.length);
      }),
    );
  });

  it('makes exactly one decision for each object of source and ledger', () => {
    fc.assert(
      fc.property(source, source, (before, after) => {
        const { decisions } = plan(after, plan(before).applied);
        const urns = new Set([...before, ...after].map(it => it.urn));
        expect(decisions).toHaveLength(urns.size);
        expect(new Set(decisions.map(it => it.uid)).size).toBe(urns.size);
      }),
    );
  });

  it('decides the same in another order', () => {
    const decided = (planned: ReturnType<typeof plan>) =>
      new Map(planned.decisions.map(it => [it.uid, it]));
    fc.assert(
      fc.property(source, source, (before, after) => {
        const { applied } = plan(before);
        expect(decided(plan([...after].reverse(), applied))).toEqual(
          decided(plan(after, applied)),
        );
      }),
    );
  });

  it('arrives at what the source has now', () => {
    fc.assert(
      fc.property(source, source, (before, after) => {
        const { applied } = plan(after, plan(before).applied);
        expect(actionsOf(plan(after, applied))).toEqual(['ignore']);
      }),
    );
  });

  it('removes what is gone, but nothing when the read was incomplete', () => {
    fc.assert(
      fc.property(source, assets => {
        const { applied } = plan([...assets, table('gone', 'gone')]);
        expect(actionsOf(plan(assets, applied))).toContain('remove');
        expect(actionsOf(plan(assets, applied, false))).toEqual(['ignore']);
      }),
    );
  });

  it.each(['not-observed', 'out-of-scope'] as const)(
    'removes nothing below a schema that is %s',
    kind => {
      const sales = schema('sales');
      const { applied } = plan([database(), sales, table('sales', 'orders')]);
      const unread: Asset = { ...sales, kind, reason: 'no grant' };
      const planned = plan([database(), unread], applied);
      expect(actionsOf(planned)).not.toContain('remove');
      expect(planned.decisions).toHaveLength(3);
    },
  );

  it('rejects the second of two objects with one reference', () => {
    // The same path under another URN: what a careless technology might yield.
    const orders = table('sales', 'orders');
    const twin = { ...orders, urn: `${orders.urn}-2` };
    const { decisions } = plan([orders, twin]);
    expect(decisions.map(it => it.action)).toEqual(['create', 'reject']);
  });
});
