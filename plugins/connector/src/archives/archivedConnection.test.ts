import type { ArchivedConnection } from '@backstage-connector/plugin-connector-common';
import { warehouse } from '../__fixtures__/connections';
import { postgresql } from '../__fixtures__/technologies';
import { newDraft } from '../wizard/draft';
import { archivedConnectionQuery, draftOfArchived } from './archivedConnection';

const archived: ArchivedConnection = {
  id: 'c-1',
  name: 'Theirs',
  technology: 'postgresql',
  parameters: {
    host: 'db.theirs.example.com',
    port: 5433,
    sslMode: 'verify-ca',
  },
  withheld: ['password'],
  scope: { include: ['sales.*'], exclude: [] },
  options: { ...warehouse.options, namespace: 'theirs' },
};
const empty = newDraft({
  technology: postgresql,
  owner: 'group:default/mine',
  source: undefined,
});
const draft = (over: Partial<ArchivedConnection> = {}) =>
  draftOfArchived({ ...archived, ...over }, postgresql, empty);

describe('draftOfArchived', () => {
  it('fills in everything but the secrets', () => {
    expect(draft()).toEqual({
      name: 'Theirs',
      parameters: { ...empty.parameters, ...archived.parameters },
      secrets: {},
      scope: archived.scope,
      options: archived.options,
    });
  });

  it.each<[string, ArchivedConnection['parameters']]>([
    ['a secret', { password: 'hunter2' }],
    ['a setting that the technology does not have', { evil: 'x' }],
    ['what every object has', { constructor: 'x', toString: 'x' }],
    ['a number that is a text', { port: '5433' }],
    ['a text that is a number', { host: 5 }],
    ['a switch that is a text', { readReplica: 'yes' }],
    ['a choice that there is not', { sslMode: '<script>' }],
  ])('takes no notice of %s', (_, parameters) => {
    expect(draft({ parameters }).parameters).toEqual(empty.parameters);
  });

  it('has no patterns where the technology takes none', () => {
    const without = {
      ...postgresql,
      capabilities: {
        ...postgresql.capabilities,
        'scope-patterns': { supported: false as const, reason: 'It has none.' },
      },
    };
    expect(draftOfArchived(archived, without, empty).scope).toEqual(
      empty.scope,
    );
  });
});

describe('archivedConnectionQuery', () => {
  it('can hold any id', () => {
    const query = archivedConnectionQuery(
      { id: 'archive-1' },
      { ...archived, id: '&technology=sqlite#' },
    );
    expect(Object.fromEntries(new URLSearchParams(query))).toEqual({
      technology: 'postgresql',
      archive: 'archive-1',
      connection: '&technology=sqlite#',
    });
  });
});
