import {
  checkReportSchema,
  type CheckReport,
} from '@backstage-connector/plugin-connector-common';
import {
  ConnectorError,
  createConnector,
} from '@backstage-connector/plugin-connector-node';
import {
  createSampleConnector,
  driverError,
  sampleConfig,
  type SampleWorld,
} from '../__testUtils__/sampleConnector';
import { runChecks } from './runChecks';

const never = () => new Promise<never>(() => {});

function setUp(over: Partial<SampleWorld> = {}) {
  const cancel = new AbortController();
  const timeLimit = new AbortController();
  const { connector, world } = createSampleConnector(over);
  const seen: CheckReport[] = [];
  let seconds = 0;
  const run = async (
    options: Partial<Parameters<typeof runChecks>[0]> = {},
  ): Promise<CheckReport> => {
    const report = await runChecks({
      connector,
      settings: async () => sampleConfig,
      revision: 3,
      startedAt: new Date('2026-01-01T00:00:00Z'),
      cancelled: cancel.signal,
      deadline: timeLimit.signal,
      timeoutMs: 15_000,
      redact: text => text.replaceAll('hunter2', '[secret]'),
      now: () => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds++)),
      onStep: async it => {
        seen.push(it);
      },
      ...options,
    });
    expect(checkReportSchema.parse(report)).toEqual(report);
    return report;
  };
  return { cancel, timeLimit, connector, world, seen, run };
}

/** Does something as soon as the step is being tried. */
const whenRunning =
  (id: string, action: () => void) =>
  async ({ steps }: CheckReport) => {
    if (steps.some(step => step.id === id && step.outcome === 'running')) {
      setImmediate(action);
    }
  };

const outcomes = ({ steps }: CheckReport) =>
  Object.fromEntries(steps.map(step => [step.id, step.outcome]));

describe('runChecks', () => {
  it('passes every step with its evidence, in order', async () => {
    const { run, world, seen } = setUp();
    const report = await run();
    expect(report).toMatchObject({
      state: 'passed',
      revision: 3,
      startedAt: '2026-01-01T00:00:00.000Z',
      steps: [
        { id: 'reach', outcome: 'passed', evidence: 'localhost:4711' },
        { id: 'sign-in', outcome: 'passed', evidence: 'As reader' },
        { id: 'list', outcome: 'passed', evidence: '2 schemas' },
        { id: 'comments', outcome: 'passed', evidence: '7 comments' },
      ],
    });
    expect(report.failure).toBeUndefined();
    expect(world.sessions).toBe(0);
    expect(seen.map(outcomes)).toEqual([
      expect.objectContaining({ reach: 'running', list: 'pending' }),
      expect.objectContaining({ 'sign-in': 'passed', list: 'running' }),
      expect.objectContaining({ list: 'passed', comments: 'running' }),
    ]);
  });

  it('blames the opening step that the diagnosis names', async () => {
    const { run } = setUp({
      open: async () => {
        throw driverError('WRONG', 'authentication failed');
      },
    });
    const report = await run();
    expect(outcomes(report)).toEqual({
      reach: 'passed',
      'sign-in': 'failed',
      list: 'skipped',
      comments: 'skipped',
    });
    expect(report.failure).toMatchObject({
      code: 'sample.password',
      field: 'password',
      driverMessage: 'authentication failed',
    });
    expect(report.steps[2]).toMatchObject({ reason: '"Sign in" failed.' });
  });

  it('blames the first opening step when the diagnosis names none', async () => {
    const { run } = setUp({
      open: async () => {
        throw driverError('NO_RIGHT');
      },
    });
    expect(outcomes(await run())).toMatchObject({
      reach: 'failed',
      'sign-in': 'skipped',
    });
  });

  it('skips the rest after a mandatory step has failed', async () => {
    const { run, world } = setUp({
      list: async () => {
        throw driverError('NO_RIGHT');
      },
    });
    const report = await run();
    expect(report.state).toBe('failed');
    expect(report.failure?.code).toBe('sample.no-right');
    expect(outcomes(report)).toMatchObject({
      'sign-in': 'passed',
      list: 'failed',
      comments: 'skipped',
    });
    expect(world.sessions).toBe(0);
  });

  it('passes when only an optional step fails, and says what will be missing', async () => {
    const { run } = setUp({
      comments: async () => {
        throw driverError('NO_RIGHT');
      },
    });
    const report = await run();
    expect(report.state).toBe('passed');
    expect(report.failure).toBeUndefined();
    expect(report.steps[3]).toMatchObject({
      outcome: 'failed',
      consequence: 'Comments will not be imported.',
      failure: { code: 'sample.no-right' },
    });
  });

  it.each([
    ['reach', { open: never }],
    ['list', { list: never }],
    ['comments', { comments: never }],
  ] satisfies [string, Partial<SampleWorld>][])(
    'fails the step "%s" when it exceeds the time limit, even if the driver ignores the signal',
    async (blocked, world) => {
      const { run, timeLimit } = setUp(world);
      const report = await run({
        onStep: whenRunning(blocked, () => timeLimit.abort(new Error('over'))),
      });
      expect(outcomes(report)).toMatchObject({ [blocked]: 'failed' });
      expect(report).toMatchObject({
        state: 'failed',
        failure: {
          code: 'check.timeout',
          title: 'The test took longer than 15 s',
        },
      });
    },
  );

  it('stops when cancelled, and leaves nothing open', async () => {
    const { run, cancel, world } = setUp({ list: never });
    const report = await run({
      onStep: whenRunning('list', () => cancel.abort(new Error('cancelled'))),
    });
    expect(report.state).toBe('cancelled');
    expect(report.failure).toBeUndefined();
    expect(outcomes(report)).toMatchObject({
      'sign-in': 'passed',
      list: 'skipped',
    });
    expect(world.sessions).toBe(0);
  });

  it('does not open a source when it is cancelled before', async () => {
    const open = jest.fn();
    const { run, cancel } = setUp({ open });
    cancel.abort(new Error('cancelled'));
    expect((await run()).state).toBe('cancelled');
    expect(open).not.toHaveBeenCalled();
  });

  it('shows no secret, neither in evidence nor in a failure', async () => {
    const { run } = setUp({
      list: async () => 'listed as hunter2',
      comments: async () => {
        throw driverError('NO_RIGHT', 'hunter2 may not');
      },
    });
    const report = await run();
    expect(JSON.stringify(report)).not.toContain('hunter2');
    expect(report.steps[2]).toMatchObject({ evidence: 'listed as [secret]' });
  });

  it('names the setting that is not valid', async () => {
    const { run } = setUp();
    const report = await run({
      settings: async () => ({ ...sampleConfig, parameters: {} }),
    });
    expect(report.failure).toMatchObject({
      code: 'settings.invalid',
      remedy: '"host" (Host) is required',
    });
  });

  it('fails before opening when the settings cannot be read', async () => {
    const open = jest.fn();
    const { run } = setUp({ open });
    const failure = {
      code: 'secret.key-removed',
      kind: 'config',
      title: 'No key',
      remedy: 'Restore it.',
    } as const;
    const report = await run({
      settings: async () => {
        throw new ConnectorError(failure);
      },
    });
    expect(report).toMatchObject({ state: 'failed', failure });
    expect(outcomes(report)).toMatchObject({
      reach: 'failed',
      'sign-in': 'skipped',
    });
    expect(open).not.toHaveBeenCalled();
  });

  it('explains what no diagnosis knows as unexpected', async () => {
    const { run } = setUp({
      list: async () => {
        throw new Error('what is this');
      },
    });
    expect((await run()).failure).toMatchObject({
      code: 'unexpected',
      driverMessage: 'what is this',
    });
  });

  it('tests a technology whose every step needs an open source', async () => {
    const { run, connector } = setUp();
    const stepsOnly = createConnector({
      ...connector,
      checks: connector.checks.filter(step => step.run),
      open: async () => {
        throw driverError('WRONG');
      },
    });
    expect(outcomes(await run({ connector: stepsOnly }))).toEqual({
      list: 'failed',
      comments: 'skipped',
    });
  });
});
