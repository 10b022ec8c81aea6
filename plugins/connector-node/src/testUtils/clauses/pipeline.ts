import assert from 'node:assert/strict';
import type { Asset } from '@backstage-connector/plugin-connector-common';
import type { Clause, ContractSubject } from '../clause';
import { readAll, readInterrupted, withSource } from '../reading';

/** What becomes of the assets. @public */
export const pipelineClauses: readonly Clause[] = [
  {
    id: 'P1',
    title: 'gives valid entities with distinct references, equal on repetition',
    verify: subject =>
      withSource(subject, subject.dataset.standard, async ({ settings }) => {
        const { connector, pipeline } = subject;
        const map = async () =>
          pipeline.map(await readAll({ connector, settings }));
        const entities = await map();
        assert(entities.length > 10, 'nothing was mapped');
        for (const { ref, valid } of entities) {
          assert.equal(valid, true, `${ref}: ${valid}`);
        }
        assert.deepEqual(repeated(entities.map(it => it.ref)), []);
        assert.deepEqual(repeated(entities.map(it => it.uid)), []);
        assert.deepEqual(await map(), entities);
      }),
  },
  {
    id: 'P2',
    title: 'is created at first, and ignored when nothing has changed',
    verify: subject =>
      withSource(subject, subject.dataset.standard, async ({ settings }) => {
        const { connector, pipeline } = subject;
        const read = () => readAll({ connector, settings });
        const first = pipeline.plan({ assets: await read(), complete: true });
        assert(first.decisions.length > 10, 'nothing was planned');
        assert.deepEqual(otherThan('create', first.decisions), []);
        const second = pipeline.plan({
          assets: await read(),
          complete: true,
          previous: first.applied,
        });
        assert.equal(second.decisions.length, first.decisions.length);
        assert.deepEqual(otherThan('ignore', second.decisions), []);
      }),
  },
  {
    id: 'P3',
    title: 'loses nothing when the source dies during the read',
    verify: subject =>
      withSource(subject, subject.dataset.large, async source => {
        const { connector, pipeline } = subject;
        const first = pipeline.plan({
          assets: await readAll({ connector, settings: source.settings }),
          complete: true,
        });
        const { assets, complete } = await interruptedRead(subject, source);
        const plan = (isComplete: boolean) =>
          pipeline.plan({
            assets,
            complete: isComplete,
            previous: first.applied,
          });
        assert.deepEqual(removals(plan(complete).decisions), []);
        assert(
          removals(plan(true).decisions).length > 0,
          'the read was not interrupted, or nothing is ever removed',
        );
      }),
  },
];

async function interruptedRead(
  { connector, world }: ContractSubject,
  source: Parameters<Parameters<typeof withSource>[2]>[0],
): Promise<{ assets: Asset[]; complete: boolean }> {
  const breakIt = world.breakages['dies-mid-read'];
  assert(typeof breakIt === 'function', 'the source cannot die');
  const broken = await breakIt(source);
  try {
    const { assets, error } = await readInterrupted({
      connector,
      settings: broken.settings,
      interrupt: async () => broken.strike?.(),
    });
    return { assets, complete: error === undefined };
  } finally {
    await broken.repair();
  }
}

function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>();
  return values.filter(value => seen.size === seen.add(value).size);
}

function otherThan(
  action: string,
  decisions: readonly { action: string; ref: string }[],
) {
  return decisions.filter(it => it.action !== action);
}

function removals(decisions: readonly { action: string; ref: string }[]) {
  return decisions.filter(it => it.action === 'remove');
}
