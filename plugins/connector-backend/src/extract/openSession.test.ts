import type { ConnectorContext } from '@backstage-connector/plugin-connector-node';
import {
  createSampleConnector,
  driverError,
  sampleConfig,
  type SampleWorld,
} from '../__testUtils__/sampleConnector';
import { openSession } from './openSession';

function setUp(over: Partial<SampleWorld> = {}) {
  const controller = new AbortController();
  const log = jest.fn();
  const context: ConnectorContext = {
    signal: controller.signal,
    log,
    progress: () => {},
  };
  const { connector, world } = createSampleConnector(over);
  const open = <T>(use: () => Promise<T>) =>
    openSession(connector, sampleConfig, context, use);
  return { controller, log, open, world };
}

describe('openSession', () => {
  afterEach(() => jest.useRealTimers());

  it('lends the session and closes it afterwards', async () => {
    const { open, world } = setUp();
    await expect(open(async () => world.sessions)).resolves.toBe(1);
    expect(world.sessions).toBe(0);
  });

  it('closes the session when its use fails, and keeps that error', async () => {
    const { open, world, log } = setUp({
      close: async () => {
        throw new Error('close failed too');
      },
    });
    await expect(
      open(async () => {
        throw new Error('use failed');
      }),
    ).rejects.toThrow('use failed');
    expect(world.sessions).toBe(0);
    expect(log).toHaveBeenCalledTimes(1);
  });

  it('keeps the result when only closing fails', async () => {
    const { open } = setUp({
      close: async () => {
        throw new Error('close failed');
      },
    });
    await expect(open(async () => 'result')).resolves.toBe('result');
  });

  it('does not wait for ever for a source that does not close', async () => {
    jest.useFakeTimers();
    const { open } = setUp({ close: () => new Promise(() => {}) });
    const result = open(async () => 'result');
    await jest.advanceTimersByTimeAsync(5_000);
    await expect(result).resolves.toBe('result');
  });

  it('explains a source that does not open', async () => {
    const { open } = setUp({
      open: async () => {
        throw driverError('WRONG');
      },
    });
    await expect(open(async () => 'never')).rejects.toMatchObject({
      failure: { code: 'sample.password', step: 'sign-in' },
    });
  });

  it('returns at once on abort, and closes what opens late', async () => {
    let connect = () => {};
    const { controller, open, world } = setUp({
      open: () => new Promise(resolve => (connect = resolve)),
    });
    const use = jest.fn();
    const opening = open(use);
    controller.abort(new Error('cancelled'));
    await expect(opening).rejects.toThrow('cancelled');

    const closed = new Promise<void>(resolve => {
      world.close = async () => resolve();
    });
    connect();
    await closed;
    expect(world.sessions).toBe(0);
    expect(use).not.toHaveBeenCalled();
  });
});
