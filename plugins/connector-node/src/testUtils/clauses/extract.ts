import assert from 'node:assert/strict';
import { assetSchema } from '@backstage-connector/plugin-connector-common';
import { ConnectorError } from '../../ConnectorError';
import type { Clause, ContractSubject } from '../clause';
import { assertSameAssets, tablesOf } from '../comparing';
import {
  createRecorder,
  readAll,
  readInterrupted,
  withSource,
} from '../reading';
import type { Source } from '../worlds';
import { SECOND } from '../time';
import { scopeClause } from './scope';

/** What is read. @public */
export const extractClauses: readonly Clause[] = [
  {
    id: 'E1',
    title: 'yields exactly what the source has',
    verify: subject =>
      withSource(subject, subject.dataset.standard, async source => {
        const expected = expectedOf(subject, source);
        assert(tablesOf(expected).length > 10, 'the dataset is too small');
        assertSameAssets(await read(subject, source), expected);
      }),
  },
  {
    id: 'E2',
    title: 'yields each URN once',
    verify: subject =>
      withSource(subject, subject.dataset.standard, async source => {
        const urns = (await read(subject, source)).map(asset => asset.urn);
        assert(urns.length > 1, 'nothing read');
        const repeated = urns.filter((urn, at) => urns.indexOf(urn) !== at);
        assert.deepEqual(repeated, []);
      }),
  },
  {
    id: 'E3',
    title:
      'yields parents before children, and targets or says they are external',
    verify: subject =>
      withSource(subject, subject.dataset.standard, async source => {
        const assets = await read(subject, source);
        const seen = new Set<string>();
        let children = 0;
        for (const asset of assets) {
          if ('parent' in asset && asset.parent !== undefined) {
            children += 1;
            assert(seen.has(asset.parent), `${asset.urn} before its parent`);
          }
          seen.add(asset.urn);
        }
        const references = tablesOf(assets).flatMap(
          table => table.structure.foreignKeys,
        );
        assert(children > 0 && references.length > 0, 'nothing to compare');
        for (const { target } of references) {
          assert.equal(
            target.external ?? false,
            !seen.has(target.urn),
            `${target.urn}: wrongly marked`,
          );
        }
      }),
  },
  {
    id: 'E4',
    title: 'yields valid assets of the declared kinds',
    verify: subject =>
      withSource(subject, subject.dataset.standard, async source => {
        const { assetKinds } = subject.connector.technology;
        const assets = await read(subject, source);
        for (const asset of assets) {
          assetSchema.parse(asset);
          assert(assetKinds.includes(asset.kind), asset.kind);
        }
        const kinds = new Set(assets.map(asset => asset.kind));
        assert(kinds.size > 1, 'nothing read');
      }),
  },
  scopeClause,
  {
    id: 'E6',
    title: 'keeps hostile names as they are, and apart',
    verify: subject =>
      withSource(subject, subject.dataset.standard, async source => {
        const { hostileNames } = subject.dataset;
        assert(hostileNames.length > 10, 'the dataset is too tame');
        const tables = tablesOf(await read(subject, source));
        for (const name of hostileNames) {
          const named = tables.filter(table => table.name === name);
          assert.equal(named.length, 1, `${named.length} tables "${name}"`);
          assert.equal(named[0].path.at(-1), name);
        }
        const urns = new Set(tables.map(table => table.urn));
        assert.equal(urns.size, tables.length);
      }),
  },
  {
    id: 'E7',
    title: 'gives the same sequence every time',
    verify: subject =>
      withSource(subject, subject.dataset.standard, async source => {
        const first = await read(subject, source);
        assert(first.length > 10, 'nothing to compare');
        assert.deepEqual(
          (await read(subject, source)).map(asset => JSON.stringify(asset)),
          first.map(asset => JSON.stringify(asset)),
        );
      }),
  },
  {
    id: 'E8',
    title: 'yields the first table before it has read the last',
    verify: subject =>
      withDeath(subject, async ({ assets }, source) => {
        const all = tablesOf(
          expectedOf(subject, source, subject.dataset.large),
        );
        const before = tablesOf(assets).length;
        assert(before > 0, 'the source died before the first table');
        assert(before < all.length, 'everything was read beforehand');
      }),
  },
  {
    id: 'E9',
    title: 'throws when the source dies or the read is cancelled',
    async verify(subject) {
      await withDeath(subject, async ({ error }, _, codes) => {
        assert(error instanceof ConnectorError, `it ended with ${error}`);
        assert(codes.includes(error.failure.code), error.failure.code);
      });
      await withSource(subject, subject.dataset.large, async ({ settings }) => {
        const reason = new Error('cancelled by the contract');
        const aborter = new AbortController();
        const { error, durationMs } = await readInterrupted({
          connector: subject.connector,
          settings,
          recorder: createRecorder(aborter.signal),
          interrupt: () => aborter.abort(reason),
        });
        assert.equal(error, reason);
        assert(durationMs < SECOND, `it took ${durationMs} ms to stop`);
      });
    },
  },
  {
    id: 'E10',
    title: 'tells an empty source from one that cannot be read',
    verify: subject =>
      withSource(subject, subject.dataset.empty, async source => {
        assertSameAssets(
          await read(subject, source),
          expectedOf(subject, source, subject.dataset.empty),
        );
        const breakIt = subject.world.breakages['missing-target'];
        assert(typeof breakIt === 'function', 'no source can be missing');
        const broken = await breakIt(source);
        await assert
          .rejects(
            readAll({
              connector: subject.connector,
              settings: broken.settings,
            }),
            ConnectorError,
          )
          .finally(() => broken.repair());
      }),
  },
  {
    id: 'E11',
    title: 'sees exactly what has changed since the last read',
    verify: subject =>
      withSource(subject, subject.dataset.standard, async source => {
        const { standard, changes } = subject.dataset;
        const before = await read(subject, source);
        await source.change(changes);
        const after = await read(subject, source);
        assert.notDeepEqual(after, before, 'nothing has changed');
        assertSameAssets(after, expectedOf(subject, source, standard, changes));
      }),
  },
  {
    id: 'E12',
    title: 'reports progress that only grows and ends at what was yielded',
    verify: subject =>
      withSource(subject, subject.dataset.large, async ({ settings }) => {
        const recorder = createRecorder();
        const { connector } = subject;
        const assets = await readAll({ connector, settings, recorder });
        const { progress } = recorder;
        assert(progress.length > 1, 'progress was reported less than twice');
        progress.forEach(({ done, total }, at) => {
          assert(done >= (progress[at - 1]?.done ?? 0), 'it went back');
          assert(done <= (total ?? Infinity), `${done} of ${total}`);
        });
        const last = progress[progress.length - 1];
        assert.equal(last.done, assets.length);
        assert.equal(last.total ?? last.done, last.done);
      }),
  },
];

function read({ connector }: ContractSubject, { settings }: Source) {
  return readAll({ connector, settings });
}

function expectedOf(
  { connector, dataset }: ContractSubject,
  { system, database }: Source,
  what: unknown = dataset.standard,
  changes?: readonly unknown[],
) {
  return dataset.expected({
    dataset: what,
    changes,
    technology: connector.technology.id,
    system,
    database,
  });
}

/** Reads a large source that dies after its first table. */
async function withDeath(
  subject: ContractSubject,
  verify: (
    reading: Awaited<ReturnType<typeof readInterrupted>>,
    source: Source,
    codes: readonly string[],
  ) => Promise<void>,
) {
  const breakIt = subject.world.breakages['dies-mid-read'];
  assert(typeof breakIt === 'function', 'the source cannot die');
  await withSource(subject, subject.dataset.large, async source => {
    const broken = await breakIt(source);
    try {
      const reading = await readInterrupted({
        connector: subject.connector,
        settings: broken.settings,
        interrupt: async () => {
          assert(broken.strike, 'dies-mid-read needs a strike');
          await broken.strike();
        },
      });
      await verify(reading, source, broken.effect.codes);
    } finally {
      await broken.repair();
    }
  });
}
