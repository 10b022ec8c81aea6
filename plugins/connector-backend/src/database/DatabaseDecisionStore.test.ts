import type { Action } from '@backstage-connector/plugin-connector-common';
import { engines, migratedDatabase } from '../__testUtils__/databases';
import {
  DatabaseDecisionStore,
  type PlannedDecision,
} from './DatabaseDecisionStore';
import { DatabaseRunStore } from './DatabaseRunStore';

const decision = (
  name: string,
  action: Action = 'create',
  reason: PlannedDecision['reason'] = 'identity.new',
) =>
  ({
    uid: `uid-${name}`,
    ref: `resource:default/${name}`,
    urn: `urn:${name}`,
    title: name,
    assetKind: 'table',
    action,
    rule: 'lifecycle',
    reason,
  } as PlannedDecision);

describe.each(engines)('differences of two runs on %s', engine => {
  async function setUp(
    one: readonly PlannedDecision[],
    other: readonly PlannedDecision[],
  ) {
    const knex = await migratedDatabase(engine);
    const runs = DatabaseRunStore.create({ knex, now: () => new Date(0) });
    const store = DatabaseDecisionStore.create({ knex });
    for (const [id, decisions] of Object.entries({ one, other })) {
      await runs.insert({
        id,
        connectionId: id,
        connectionName: id,
        technology: 'sample',
        kind: 'import',
        trigger: 'manual',
        requestedBy: 'user:default/ada',
        settings: {},
      });
      await store.append(id, 0, decisions);
    }
    return (limit = 20) => store.compare({ one: 'one', other: 'other', limit });
  }

  it('are none when both decided alike, in whatever order', async () => {
    const [a, b] = [decision('a'), decision('b', 'flag')];
    const compare = await setUp([a, b], [b, a]);
    await expect(compare()).resolves.toEqual({ items: [], more: false });
  });

  it('name another action, another reason, and what one run has alone', async () => {
    const compare = await setUp(
      [
        decision('same'),
        decision('action'),
        decision('reason', 'replace', 'identity.changed'),
        decision('gone'),
      ],
      [
        decision('added', 'remove', 'absence.removed'),
        decision('reason', 'replace', 'identity.new'),
        decision('action', 'skip'),
        decision('same'),
      ],
    );
    const { items, more } = await compare();
    expect(more).toBe(false);
    expect(
      items.map(({ title, one, other }) => [
        title,
        one && `${one.action} ${one.reason}`,
        other && `${other.action} ${other.reason}`,
      ]),
    ).toEqual([
      ['action', 'create identity.new', 'skip identity.new'],
      ['reason', 'replace identity.changed', 'replace identity.new'],
      ['gone', 'create identity.new', undefined],
      ['added', undefined, 'remove absence.removed'],
    ]);
    expect(items[0].one?.sentence).toMatch(/\.$/);
  });

  it('end at the limit, and say that there are more', async () => {
    const compare = await setUp(
      [decision('a'), decision('b')],
      [decision('c'), decision('d')],
    );
    const titles = async (limit: number) => {
      const { items, more } = await compare(limit);
      return [items.map(({ title }) => title).join(''), more];
    };
    await expect(titles(1)).resolves.toEqual(['a', true]);
    await expect(titles(3)).resolves.toEqual(['abc', true]);
    await expect(titles(4)).resolves.toEqual(['abcd', false]);
  });
});
