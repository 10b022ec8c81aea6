import {
  connectionInput,
  connectionUpdate,
} from '../__testUtils__/connections';
import {
  connectionServices,
  endOfCheck,
} from '../__testUtils__/connectionServices';
import { migratedDatabase } from '../__testUtils__/databases';
import {
  driverError,
  type SampleWorld,
} from '../__testUtils__/sampleConnector';

const ADA = 'user:default/ada';
const elsewhereInput = connectionUpdate({ parameters: { host: 'other' } });

/** A step that a test lets go on, or that waits for ever. */
function gate() {
  let open: (evidence: string) => void = () => {};
  let entered: () => void = () => {};
  const reached = new Promise<void>(resolve => (entered = resolve));
  const opened = new Promise<string>(resolve => (open = resolve));
  const step = () => {
    entered();
    return opened;
  };
  return { step, reached, open: () => open('2 schemas') };
}

async function setUp(world: Partial<SampleWorld> = {}) {
  const knex = await migratedDatabase('SQLITE_3');
  const clock = { now: new Date('2026-01-01T00:00:00Z') };
  const services = await connectionServices({ knex, world, clock });
  const { id } = await services.connections.create(connectionInput(), ADA);
  /** Another process of the portal on the same database. */
  const elsewhere = () => connectionServices({ knex, world, clock });
  const ended = () => endOfCheck(services.checks, id);
  return { ...services, id, elsewhere, ended, clock };
}

describe('CheckService', () => {
  it('answers at once, shows each step, and makes the connection importable', async () => {
    const list = gate();
    const { checks, connections, id, ended } = await setUp({ list: list.step });
    const started = await checks.start(id);
    expect(started.state).toBe('running');
    expect(started.steps.map(({ outcome }) => outcome)).toEqual(
      Array(4).fill('pending'),
    );
    await list.reached;
    const between = await checks.get(id);
    expect(between.steps[1]).toMatchObject({ outcome: 'passed' });
    expect(between.steps[2]).toMatchObject({ outcome: 'running' });
    await expect(connections.get(id)).resolves.toMatchObject({
      importable: false,
      lastCheck: between,
    });

    list.open();
    await expect(ended()).resolves.toMatchObject({ state: 'passed' });
    await expect(connections.get(id)).resolves.toMatchObject({
      importable: true,
      testedRevision: 1,
    });
  });

  it('keeps an import blocked after a failed test, and says why', async () => {
    const { checks, connections, id, ended, source } = await setUp({
      open: async () => {
        throw driverError('WRONG', 'hunter2 is wrong');
      },
    });
    await checks.start(id);
    const report = await ended();
    expect(report).toMatchObject({
      state: 'failed',
      failure: {
        code: 'sample.password',
        driverMessage: '[secret] is wrong',
      },
    });
    await expect(connections.get(id)).resolves.toMatchObject({
      importable: false,
      importBlockedBy: expect.stringContaining('The password is wrong'),
    });
    await expect(source.runnable(id)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('The last test failed'),
    });
  });

  it('does not start a second test of the same revision', async () => {
    const list = gate();
    const { checks, elsewhere, id, ended, world } = await setUp({
      list: list.step,
    });
    const [one, two] = await Promise.all([checks.start(id), checks.start(id)]);
    await list.reached;
    const other = await (await elsewhere()).checks.start(id);
    expect([one, two, other].map(({ startedAt }) => startedAt)).toEqual(
      Array(3).fill('2026-01-01T00:00:00.000Z'),
    );
    expect(world.sessions).toBe(1);
    list.open();
    await ended();
  });

  it('starts anew when the settings have changed', async () => {
    const list = gate();
    const { checks, connections, id, ended } = await setUp({ list: list.step });
    await checks.start(id);
    await list.reached;
    await connections.update(id, elsewhereInput, ADA);
    await expect(checks.start(id)).resolves.toMatchObject({
      revision: 2,
      state: 'running',
    });
    list.open();
    await expect(ended()).resolves.toMatchObject({
      revision: 2,
      state: 'passed',
    });
  });

  it('does not take a test for one of settings saved meanwhile', async () => {
    const list = gate();
    const { checks, connections, id, ended } = await setUp({ list: list.step });
    await checks.start(id);
    await list.reached;
    await connections.update(id, elsewhereInput, ADA);
    list.open();
    await expect(ended()).resolves.toMatchObject({
      state: 'passed',
      revision: 1,
    });
    await expect(connections.get(id)).resolves.toMatchObject({
      importable: false,
      importBlockedBy: expect.stringContaining('since they were last changed'),
    });
  });

  it('cancels', async () => {
    const { checks, id, world } = await setUp({
      list: () => new Promise(() => {}),
    });
    await checks.start(id);
    await checks.cancel(id);
    await expect(checks.get(id)).resolves.toMatchObject({ state: 'cancelled' });
    expect(world.sessions).toBe(0);
    await expect(checks.cancel(id)).resolves.toBeUndefined();
  });

  it('cancels a test that another process runs', async () => {
    const list = gate();
    const { checks, elsewhere, id } = await setUp({ list: list.step });
    await checks.start(id);
    await list.reached;
    const other = await elsewhere();
    await other.checks.cancel(id);
    await expect(checks.get(id)).resolves.toMatchObject({
      state: 'cancelled',
      steps: expect.arrayContaining([
        expect.objectContaining({ id: 'list', outcome: 'skipped' }),
      ]),
    });
    list.open();
    await checks.stop();
    await expect(checks.get(id)).resolves.toMatchObject({ state: 'cancelled' });
  });

  it('fails when the time limit is over', async () => {
    const list = gate();
    const { checks, id, ended, deadlines } = await setUp({
      list: () => list.step().then(() => new Promise(() => {})),
    });
    await checks.start(id);
    await list.reached;
    deadlines[0].abort();
    await expect(ended()).resolves.toMatchObject({
      state: 'failed',
      failure: { code: 'check.timeout' },
    });
  });

  it('shows a test as failed when its process has died, and tests again', async () => {
    const list = gate();
    const { checks, connections, elsewhere, id, clock } = await setUp({
      list: list.step,
    });
    await checks.start(id);
    await list.reached;
    const other = await elsewhere();

    clock.now = new Date('2026-01-01T00:00:24Z');
    await expect(other.checks.get(id)).resolves.toMatchObject({
      state: 'running',
    });
    clock.now = new Date('2026-01-01T00:00:26Z');
    const expected = {
      state: 'failed',
      endedAt: '2026-01-01T00:00:15.000Z',
      failure: { code: 'check.interrupted' },
    };
    await expect(other.checks.get(id)).resolves.toMatchObject(expected);
    await expect(connections.get(id)).resolves.toMatchObject({
      lastCheck: expected,
    });
    await expect(other.checks.start(id)).resolves.toMatchObject({
      state: 'running',
      startedAt: '2026-01-01T00:00:26.000Z',
    });
    list.open();
    await Promise.all([checks.stop(), other.checks.stop()]);
  });

  it('neither offers nor starts an import after a test that was interrupted', async () => {
    const list = gate();
    let tests = 0;
    const { checks, connections, elsewhere, id, clock, ended } = await setUp({
      list: () => {
        tests += 1;
        return tests === 1 ? Promise.resolve('2 schemas') : list.step();
      },
    });
    await checks.start(id);
    await expect(ended()).resolves.toMatchObject({ state: 'passed' });
    await checks.start(id);
    await list.reached;
    const { source } = await elsewhere();

    await expect(source.runnable(id)).resolves.toMatchObject({ revision: 1 });
    clock.now = new Date('2026-01-01T00:00:26Z');
    const { importable, importBlockedBy } = await connections.get(id);
    expect(importable).toBe(false);
    await expect(source.runnable(id)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining(importBlockedBy!),
    });
    list.open();
    await checks.stop();
  });

  it('leaves nothing open when the portal stops', async () => {
    const { checks, id, world } = await setUp({
      list: () => new Promise(() => {}),
    });
    await checks.start(id);
    await checks.stop();
    expect(world.sessions).toBe(0);
    await expect(checks.get(id)).resolves.toMatchObject({ state: 'cancelled' });
  });

  it('says so when there has been no test', async () => {
    const { checks, id } = await setUp();
    await expect(checks.get(id)).rejects.toMatchObject({
      name: 'NotFoundError',
      message: 'The connection "Warehouse" has not been tested',
    });
  });
});
