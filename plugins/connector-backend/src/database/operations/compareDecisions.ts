import {
  explain,
  type DecisionDifference,
} from '@backstage-connector/plugin-connector-common';
import type { Knex } from 'knex';
import type { DbRunDecisionRow } from '../tables';

const columns = [
  'd.uid',
  'd.ref',
  'd.title',
  'd.asset_kind',
  'd.action',
  'd.reason',
  'd.facts',
] as const;

type Decided = Pick<
  DbRunDecisionRow,
  'uid' | 'ref' | 'title' | 'asset_kind' | 'action' | 'reason' | 'facts'
>;

/**
 * The first objects that two runs decided about differently: those of one run
 * in its order, then those that only the other one has. Stops at the limit, so
 * that two large runs cost no more than two small ones that differ as early.
 */
export async function compareDecisions(
  knex: Knex,
  query: { one: string; other: string; limit: number },
): Promise<{ items: DecisionDifference[]; more: boolean }> {
  const { one, other, limit } = query;
  // One more than asked for tells whether there are more.
  const wanted = limit + 1;
  const ofOne: Decided[] = await decisionsOf(knex, one)
    .whereNotExists(
      sameObject(knex, other).whereRaw(
        'same.action = d.action and same.reason = d.reason',
      ),
    )
    .limit(wanted);
  const counterparts: Decided[] = await decisionsOf(knex, other).whereIn(
    'd.uid',
    ofOne.map(({ uid }) => uid),
  );
  const others = new Map(counterparts.map(row => [row.uid, row]));
  const onlyOfOther: Decided[] =
    ofOne.length < wanted
      ? await decisionsOf(knex, other)
          .whereNotExists(sameObject(knex, one))
          .limit(wanted - ofOne.length)
      : [];
  const found = [
    ...ofOne.map(row => toDifference(row, others.get(row.uid))),
    ...onlyOfOther.map(row => toDifference(undefined, row)),
  ];
  return { items: found.slice(0, limit), more: found.length > limit };
}

function decisionsOf(knex: Knex, run: string) {
  return knex<DbRunDecisionRow>('run_decisions as d')
    .select(...columns)
    .where('d.run_id', run)
    .orderBy('d.seq');
}

function sameObject(knex: Knex, run: string) {
  return knex<DbRunDecisionRow>('run_decisions as same')
    .select('same.seq')
    .where('same.run_id', run)
    .whereRaw('same.uid = d.uid');
}

function toDifference(
  one: Decided | undefined,
  other: Decided | undefined,
): DecisionDifference {
  const { uid, ref, title, asset_kind: assetKind } = (one ?? other)!;
  return {
    uid,
    ref,
    title,
    assetKind,
    ...(one && { one: outcomeOf(one) }),
    ...(other && { other: outcomeOf(other) }),
  };
}

function outcomeOf({ action, reason, facts }: Decided) {
  const { sentence } = explain(reason, facts ? JSON.parse(facts) : {});
  return { action, reason, sentence };
}
