import assert from 'node:assert/strict';
import { checkSource, failureIn, TIME_LIMIT } from '../checking';
import type { Clause, ContractSubject } from '../clause';
import {
  collect,
  createRecorder,
  readAll,
  wholeScope,
  withSession,
  withSource,
} from '../reading';
import { SECOND, settles, within } from '../time';
import { breakages, type Broken, type Breakage, type Source } from '../worlds';

// The time limit of a check. A silent source says nothing however long one waits.
const limitsMs = { silent: 300, other: 15_000 };

/** The connection test. @public */
export const checkClauses: readonly Clause[] = [
  {
    id: 'K1',
    title: 'passes every step once, in order, with evidence',
    async verify(subject) {
      const { connector, dataset } = subject;
      const declared = connector.technology.checks.map(step => step.id);
      assert.equal(new Set(declared).size, declared.length, 'a step twice');
      await withSource(subject, dataset.standard, async ({ settings }) => {
        const outcomes = await checkSource({ connector, settings });
        assert.deepEqual(
          outcomes.map(it => it.id),
          declared,
        );
        for (const step of outcomes) {
          assert.equal(step.outcome, 'passed', JSON.stringify(step));
          assert(
            step.outcome === 'passed' && step.evidence?.trim(),
            `${step.id} shows no evidence`,
          );
        }
      });
    },
  },
  {
    id: 'K2',
    title: 'explains each breakage with a known diagnosis at the right step',
    async verify(subject) {
      const { connector } = subject;
      const known = connector.diagnoses.map(it => it.code);
      await eachBreakage(subject, async (broken, breakage) => {
        const outcomes = await checkBroken(subject, broken, breakage);
        const failed = failureIn(outcomes);
        assert(failed?.outcome === 'failed', `${breakage}: passed`);
        const { code, title, remedy } = failed.failure;
        assert(
          broken.effect.codes.includes(code),
          `${breakage}: ${code} (${failed.failure.driverMessage})`,
        );
        assert(known.includes(code) || code === TIME_LIMIT, code);
        assert(title && remedy, `${breakage}: no title or remedy`);
        assert.equal(failed.id, broken.effect.step, breakage);
        if (broken.effect.kind === 'check-fails') {
          const later = outcomes.slice(outcomes.indexOf(failed) + 1);
          assert(
            later.every(it => it.outcome === 'skipped'),
            `${breakage}: a step ran after the failure`,
          );
        }
      });
    },
  },
  {
    id: 'K3',
    title: 'fails while the source is broken and passes when it is mended',
    async verify(subject) {
      const { connector } = subject;
      await eachBreakage(subject, async (broken, breakage, source) => {
        const { settings } = source;
        const during = await checkBroken(subject, broken, breakage);
        assert(failureIn(during), `${breakage}: passed while broken`);
        if (broken.effect.kind === 'not-observed') {
          await assertNotObserved(subject, broken, source);
        }
        await broken.repair();
        const after = await checkSource({ connector, settings });
        assert(!failureIn(after), `${breakage}: failed when mended`);
      });
    },
  },
  {
    id: 'K4',
    title: 'stops within a second of an abort, with its reason',
    async verify(subject) {
      const { connector, dataset } = subject;
      const reason = new Error('cancelled by the contract');
      const stops = (action: () => Promise<unknown>) =>
        assert.rejects(within(SECOND, action()), error => error === reason);
      await withSource(subject, dataset.standard, async source => {
        const { settings } = source;
        const open = (signal: AbortSignal) =>
          connector.open(
            { ...settings, scope: wholeScope },
            createRecorder(signal).context,
          );
        await stops(() => open(AbortSignal.abort(reason)));
        const aborter = new AbortController();
        const recorder = createRecorder(aborter.signal);
        const running = connector.checks.filter(step => step.run);
        assert(running.length > 0, 'no step does anything');
        await withSession(
          { connector, settings, recorder },
          async (session, context) => {
            aborter.abort(reason);
            for (const step of running) {
              await stops(async () => step.run?.(session, context));
            }
            await stops(() => collect(connector.list(session, context)));
          },
        );
        const silent = subject.world.breakages.silent;
        if (typeof silent === 'function') {
          const broken = await silent(source);
          const late = new AbortController();
          const opening = connector.open(
            { ...broken.settings, scope: wholeScope },
            createRecorder(late.signal).context,
          );
          setImmediate(() => late.abort(reason));
          await stops(() => opening).finally(() => broken.repair());
        }
      });
    },
  },
  {
    id: 'K5',
    title: 'leaves the source as it was and no session open',
    async verify(subject) {
      const { connector, dataset } = subject;
      await withSource(subject, dataset.standard, async source => {
        const { settings } = source;
        const nothingOpen = () =>
          settles(async () => (await source.openSessions()) === 0);
        const before = await source.fingerprint();
        await withSession({ connector, settings }, async session => {
          assert(
            (await source.openSessions()) > 0,
            'the world does not see sessions',
          );
          await session.close();
        });
        await nothingOpen();
        await checkSource({ connector, settings });
        await readAll({ connector, settings });
        await nothingOpen();
        await withSession({ connector, settings }, async (session, context) => {
          for await (const asset of connector.extract(session, context)) {
            assert(asset);
            break;
          }
        });
        await nothingOpen();
        assert.equal(await source.fingerprint(), before, 'it wrote');
      });
      await eachBreakage(subject, async (broken, breakage, source) => {
        await checkBroken(subject, broken, breakage);
        await broken.repair();
        await settles(async () => (await source.openSessions()) === 0);
      });
    },
  },
];

async function checkBroken(
  { connector }: ContractSubject,
  broken: Broken,
  breakage: Breakage,
) {
  const limitMs = limitsMs[breakage === 'silent' ? 'silent' : 'other'];
  const aborter = new AbortController();
  const timer = setTimeout(
    () => aborter.abort(new Error('time limit')),
    limitMs,
  );
  try {
    return await within(
      limitMs + SECOND,
      checkSource({
        connector,
        settings: broken.settings,
        recorder: createRecorder(aborter.signal),
        whenOpen: broken.strike,
      }),
    );
  } finally {
    clearTimeout(timer);
  }
}

/** Tries each breakage the technology can have, on a source of its own. */
async function eachBreakage(
  subject: ContractSubject,
  verify: (broken: Broken, breakage: Breakage, source: Source) => Promise<void>,
) {
  let tried = 0;
  for (const breakage of breakages) {
    const breakIt = subject.world.breakages[breakage];
    if (typeof breakIt === 'function') {
      tried += 1;
      await withSource(subject, subject.dataset.standard, async source => {
        const broken = await breakIt(source);
        await verify(broken, breakage, source).finally(() => broken.repair());
      });
    } else {
      assert(breakIt.notApplicable.trim(), `${breakage}: no reason`);
    }
  }
  assert(tried > 0, 'nothing can break');
}

async function assertNotObserved(
  { connector }: ContractSubject,
  { settings, effect }: Broken,
  source: Source,
) {
  assert(effect.kind === 'not-observed');
  const assets = await readAll({ connector, settings });
  const hidden = assets.find(asset => asset.kind === 'not-observed');
  assert.deepEqual(hidden?.path, [source.database, ...effect.path]);
  assert(
    assets.some(asset => asset.kind === 'table'),
    'the rest is lost',
  );
}
