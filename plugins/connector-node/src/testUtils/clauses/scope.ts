import assert from 'node:assert/strict';
import type { Scope } from '@backstage-connector/plugin-connector-common';
import { createScopeFilter } from '../../scope';
import type { Clause, ContractSubject } from '../clause';
import { leftOutBy, tablesOf } from '../comparing';
import { listAll, readAll, withSource } from '../reading';
import type { Source } from '../worlds';

/** What is read when patterns leave something out. @public */
export const scopeClause: Clause = {
  id: 'E5',
  title: 'takes what the patterns take, and names all that they leave out',
  needs: 'scope-patterns',
  verify: subject =>
    withSource(subject, subject.dataset.standard, async source => {
      const { connector } = subject;
      const { settings } = source;
      const levels = connector.technology.scope.levels.length;
      const listed = (await listAll({ connector, settings })).map(
        item => item.path,
      );
      const target = tablesOf(await readAll({ connector, settings }))
        .flatMap(table => table.structure.foreignKeys)
        .map(key => key.target.path.slice(-levels))
        .find(path => path.every(name => /^\w+$/.test(name)));
      assert(target, 'no table is referred to');
      const pattern = target.join('.');
      for (const scope of [
        { include: [], exclude: [pattern] },
        { include: [pattern], exclude: [] },
        { include: ['*'.concat('.*'.repeat(levels - 1))], exclude: ['*'] },
      ]) {
        await assertScope(subject, source, scope, listed);
      }
    }),
};

async function assertScope(
  { connector }: ContractSubject,
  { settings }: Source,
  scope: Scope,
  listed: readonly (readonly string[])[],
) {
  const inScope = createScopeFilter(scope);
  const wanted = listed.filter(path => inScope(path) === undefined);
  assert(wanted.length < listed.length, 'the patterns leave nothing out');
  const assets = await readAll({ connector, settings, scope });
  const tables = tablesOf(assets);
  const levels = connector.technology.scope.levels.length;
  assert.deepEqual(
    tables.map(table => table.path.slice(-levels).join('\0')).sort(),
    wanted.map(path => path.join('\0')).sort(),
    JSON.stringify(scope),
  );
  const whole = await readAll({ connector, settings });
  for (const { urn } of tablesOf(whole)) {
    const taken = tables.some(table => table.urn === urn);
    assert.notEqual(
      leftOutBy(assets, urn) !== undefined,
      taken,
      `${urn}: neither taken nor left out, or both`,
    );
  }
  for (const { target } of tables.flatMap(it => it.structure.foreignKeys)) {
    assert.equal(
      target.external ?? false,
      leftOutBy(assets, target.urn) !== undefined,
      `${target.urn}: wrongly marked`,
    );
  }
}
