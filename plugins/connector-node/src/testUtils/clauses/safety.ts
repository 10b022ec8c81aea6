import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { checkSource } from '../checking';
import type { Clause } from '../clause';
import { tablesOf } from '../comparing';
import { watchConsole, watchEnvironment } from '../environment';
import { readAll, withSession, withSource } from '../reading';
import { saidInGoodTimes, saidWhenBroken } from '../saying';

/** What a connector must not do. @public */
export const safetyClauses: readonly Clause[] = [
  {
    id: 'S1',
    title: 'shows no secret and no row in anything it says',
    verify: subject =>
      withSource(subject, subject.dataset.standard, async source => {
        const { canaries, settings } = source;
        const secrets = Object.values(settings.secrets);
        assert(canaries.length > 0, 'nothing to look for');
        assert.deepEqual(
          secrets.filter(secret => !canaries.includes(secret)),
          [],
        );
        const said = [
          ...(await saidInGoodTimes(subject.connector, source)),
          ...(await saidWhenBroken(subject, source)),
        ];
        for (const canary of canaries) {
          const forms = [
            canary,
            encodeURIComponent(canary),
            Buffer.from(canary).toString('base64'),
          ];
          const shown = said.find(text => forms.some(it => text.includes(it)));
          assert.equal(shown, undefined, 'a secret or row shows');
        }
      }),
  },
  {
    id: 'S2',
    title:
      'writes nothing to the console, and no variable changes what it does',
    verify: subject =>
      withSource(subject, subject.dataset.standard, async ({ settings }) => {
        const { connector } = subject;
        const watchedConsole = watchConsole();
        const watched = watchEnvironment();
        try {
          const expected = await readAll({ connector, settings });
          await checkSource({ connector, settings });
          watched.disturb();
          const disturbed = await readAll({ connector, settings });
          assert(expected.length > 0, 'nothing read');
          assert.deepEqual(disturbed, expected, `by ${watched.names()}`);
        } finally {
          watched.restore();
          watchedConsole.restore();
        }
        assert.deepEqual(watchedConsole.calls, []);
      }),
  },
  {
    id: 'S3',
    title: 'keeps less than half of a large source in memory',
    verify: subject =>
      withSource(subject, subject.dataset.large, async ({ settings }) => {
        const { connector } = subject;
        // The first read loads and compiles what it needs.
        const assets = await readAll({ connector, settings });
        const tables = tablesOf(assets).length;
        const size = JSON.stringify(assets).length;
        assets.length = 0;
        assert(size > 1_000_000, 'the dataset is too small to tell');
        const kept = await withSession(
          { connector, settings },
          async (session, context) => {
            const before = usedMemory();
            let most = 0;
            let seen = 0;
            for await (const asset of connector.extract(session, context)) {
              seen += asset.kind === 'table' ? 1 : 0;
              if (seen % Math.ceil(tables / 10) === 1) {
                most = Math.max(most, usedMemory() - before);
              }
            }
            return most;
          },
        );
        assert(
          kept < size / 2,
          `${kept} bytes are kept of assets of ${size} characters`,
        );
      }),
  },
];

// Node gives the collector out on demand only.
setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

function usedMemory(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
