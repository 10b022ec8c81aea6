import {
  parseImportTable,
  readImportTable,
  readSources,
  violations,
} from './__testUtils__/importTable';

const table = readImportTable();
const backend = 'plugins/connector-backend/src';

describe('the architecture, as ARCHITECTURE.md states it', () => {
  const sources = readSources();

  it('is looked at whole', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(table.length).toBeGreaterThan(10);
  });

  it('is kept by every import', () => {
    expect(sources.flatMap(source => violations(source, table))).toEqual([]);
  });
});

describe('violations', () => {
  const found = (path: string, text: string) =>
    violations({ path, text }, table);

  it.each([
    ['a package', `${backend}/plan/a.ts`, "import knex from 'knex';"],
    ['I/O', `${backend}/map/a.ts`, "import { readFile } from 'node:fs';"],
    ['a type', `${backend}/plan/a.ts`, "import type { Knex } from 'knex';"],
    ['a re-export', `${backend}/report/a.ts`, "export * from '../plan';"],
    ['a dynamic import', `${backend}/plan/a.ts`, "await import('../map');"],
    ['a require', `${backend}/router/a.ts`, "const k = require('knex');"],
    [
      'another stage',
      `${backend}/map/a.ts`,
      "import { decide } from '../plan';",
    ],
    [
      'a way round by the package',
      'plugins/connector/src/a.tsx',
      "import { x } from '@backstage-connector/plugin-connector-node';",
    ],
    [
      'a way round by the path',
      'plugins/connector-common/src/a.ts',
      "import { x } from '../../connector-node/src';",
    ],
    [
      'another technology',
      'plugins/connector-backend-module-sqlite/src/a.ts',
      "import { x } from '@backstage-connector/plugin-connector-backend-module-postgresql';",
    ],
    [
      'the backend',
      'plugins/catalog-backend-module-connector/src/a.ts',
      "import { x } from '@backstage-connector/plugin-connector-backend';",
    ],
    [
      'a subpath',
      'plugins/connector-backend-module-sqlite/src/a.ts',
      "import { x } from '@backstage/catalog-model/alpha';",
    ],
  ])('finds %s', (_, path, text) => {
    expect(found(path, text)).toEqual([expect.stringContaining(path)]);
  });

  it.each([
    [
      'its own folder',
      `${backend}/plan/rules/a.ts`,
      "import { decide } from '../decide';",
    ],
    [
      'its own package',
      'plugins/connector-backend-module-sqlite/src/a.ts',
      "import { x } from './queries';",
    ],
    [
      'a part of another stage',
      `${backend}/map/a.ts`,
      "import type { X } from '../plan/types';",
    ],
    [
      'a package of ours',
      `${backend}/report/a.ts`,
      "import { x } from '@backstage-connector/plugin-connector-common';",
    ],
    [
      'wiring',
      `${backend}/plugin.ts`,
      "import { createRouter } from './router/createRouter';",
    ],
  ])('allows %s', (_, path, text) => {
    expect(found(path, text)).toEqual([]);
  });

  it('asks for a row for every folder', () => {
    expect(found(`${backend}/extra/a.ts`, '')).toEqual([
      `${backend}/extra/a.ts is in no folder of the table`,
    ]);
  });
});

describe('parseImportTable', () => {
  it('reads what is marked in each cell', () => {
    const markdown = [
      'text',
      '| package / folder | may import | must not know |',
      '| --- | --- | --- |',
      '| `…/map` | `zod` and `uuid` | I/O, `knex` |',
      '| `…/plan` | | |',
      '',
      '| other | table | here |',
    ].join('\n');
    expect(parseImportTable(markdown)).toEqual([
      { folder: '…/map', may: ['zod', 'uuid'], mustNot: ['knex'] },
      { folder: '…/plan', may: [], mustNot: [] },
    ]);
  });
});
