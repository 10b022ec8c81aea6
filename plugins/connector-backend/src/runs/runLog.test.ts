import type { RunLogEntry } from '@backstage-connector/plugin-connector-common';
import { engines, migratedDatabase } from '../__testUtils__/databases';
import { eventually } from '../__testUtils__/eventually';
import { DatabaseRunLogStore } from '../database/DatabaseRunLogStore';
import { DatabaseRunStore } from '../database/DatabaseRunStore';
import { RunLog } from './runLog';

const now = () => new Date('2026-01-01T00:00:00Z');

describe.each(engines)('RunLog on %s', engine => {
  async function setUp() {
    const knex = await migratedDatabase(engine);
    const store = DatabaseRunLogStore.create({ knex });
    await DatabaseRunStore.create({ knex, now }).insert({
      id: 'r',
      connectionId: 'c',
      connectionName: 'c',
      technology: 't',
      kind: 'import',
      trigger: 'manual',
      requestedBy: 'x',
      settings: {},
    });
    const open = () => RunLog.open({ runId: 'r', store, now });
    const read = (): Promise<RunLogEntry[]> =>
      store.read('r', { after: 0, limit: 5000 });
    return { open, read, store };
  }

  it('goes on after the lines of an earlier worker', async () => {
    const { open, read } = await setUp();
    const first = await open();
    first.add('info', 'one');
    await first.flush();
    const second = await open();
    second.stage = 'apply';
    second.add('warn', 'two', { count: 2 });
    await second.flush();
    expect(await read()).toEqual([
      { seq: 1, at: now().toISOString(), level: 'info', message: 'one' },
      {
        seq: 2,
        at: now().toISOString(),
        level: 'warn',
        stage: 'apply',
        message: 'two',
        context: { count: 2 },
      },
    ]);
  });

  it('keeps every line in order when many come at once', async () => {
    const { open, read } = await setUp();
    const log = await open();
    for (let i = 1; i <= 1001; i++) {
      log.add('debug', `line ${i}`);
    }
    await log.flush();
    const lines = await read();
    expect(lines.map(it => it.message)).toEqual(
      Array.from({ length: 1001 }, (_, i) => `line ${i + 1}`),
    );
  });

  it('writes by itself, and no more than a batch a second', async () => {
    const { open, read, store } = await setUp();
    const append = jest.spyOn(store, 'append');
    const log = await open();
    for (let i = 1; i <= 50; i++) {
      log.add('info', `line ${i}`);
    }
    await eventually(async () => expect(await read()).toHaveLength(50));
    expect(append).toHaveBeenCalledTimes(1);
    log.close();
  });

  it('tries again by itself what it could not write, in order', async () => {
    const { open, read, store } = await setUp();
    jest
      .spyOn(store, 'append')
      .mockRejectedValueOnce(new Error('database is away'));
    const log = await open();
    log.add('info', 'one');
    await expect(log.flush()).rejects.toThrow('database is away');
    log.add('info', 'two');
    await eventually(async () => {
      const lines = await read();
      expect(lines.map(it => it.message)).toEqual(['one', 'two']);
    });
    log.close();
  });

  it('writes nothing by itself once it is closed', async () => {
    const { open, read } = await setUp();
    const log = await open();
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
    log.add('info', 'one');
    log.close();
    log.add('info', 'two');
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
    expect(await read()).toEqual([]);
  });

  it('cuts a context of 10 MB and says how long it was', async () => {
    const { open, read } = await setUp();
    const log = await open();
    log.add('error', 'A long one', { statement: 'x'.repeat(10_000_000) });
    await log.flush();
    const [{ context }] = await read();
    expect(JSON.stringify(context).length).toBeLessThan(20_000);
    expect(context).toMatchObject({ characters: 10_000_016 });
  });

  it('cuts a message of 10 MB, and no secret in two', async () => {
    const { open, read } = await setUp();
    const log = await open();
    log.redactWith(text => text.replaceAll('hunter2', '[secret]'));
    log.add('error', `${'x'.repeat(996)}hunter2${'x'.repeat(10_000_000)}`);
    await log.flush();
    const [{ message }] = await read();
    expect(message).toHaveLength(1_000);
    expect(message).not.toContain('hunt');
  });

  it('loses no line when some are added while it flushes', async () => {
    const { open, read } = await setUp();
    const log = await open();
    for (let i = 0; i < 450; i++) {
      log.add('info', 'line');
      if (i % 100 === 99) {
        log.flush();
      }
    }
    await log.flush();
    expect((await read()).map(it => it.seq)).toEqual(
      Array.from({ length: 450 }, (_, i) => i + 1),
    );
  });

  it('cuts secrets out of messages and of every depth of the context', async () => {
    const { open, read } = await setUp();
    const log = await open();
    log.redactWith(text => text.replaceAll('hunter2', '[secret]'));
    log.add('warn', 'got hunter2', { deep: [{ er: 'a"hunter2"b' }] });
    await log.flush();
    const [line] = await read();
    expect(line.message).toBe('got [secret]');
    expect(line.context).toEqual({ deep: [{ er: 'a"[secret]"b' }] });
  });

  it('keeps what it could not write, and writes it when the database is back', async () => {
    const { open, read, store } = await setUp();
    const log = await open();
    const append = jest
      .spyOn(store, 'append')
      .mockRejectedValue(new Error('database is away'));
    for (let i = 1; i <= 250; i++) {
      log.add('info', `line ${i}`);
    }
    await expect(log.flush()).rejects.toThrow('database is away');
    append.mockRestore();
    log.add('info', 'line 251');
    await log.flush();
    const lines = await read();
    expect(lines.map(it => it.message)).toEqual(
      Array.from({ length: 251 }, (_, i) => `line ${i + 1}`),
    );
  });

  it('writes a line once whose first write went through unanswered', async () => {
    const { open, read, store } = await setUp();
    const log = await open();
    const append = store.append.bind(store);
    jest.spyOn(store, 'append').mockImplementationOnce(async (...lines) => {
      await append(...lines);
      throw new Error('the connection broke');
    });
    log.add('info', 'one');
    await expect(log.flush()).rejects.toThrow('the connection broke');
    await log.flush();
    expect(await read()).toHaveLength(1);
  });
});
