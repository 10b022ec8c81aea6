import { act, renderHook, waitFor } from '@testing-library/react';
import { refuses } from '../__testUtils__/connectorApi';
import { useLoaded, type Loaded } from './useLoaded';

const ready = <T,>(loaded: Loaded<T>) => {
  if (loaded.status !== 'ready') throw new Error(`It is ${loaded.status}`);
  return loaded;
};

describe('useLoaded', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('loads, and loads again when asked', async () => {
    const load = jest.fn().mockResolvedValueOnce(1).mockResolvedValueOnce(2);
    const { result } = renderHook(() => useLoaded<number>(load));
    expect(result.current.status).toBe('loading');
    await waitFor(() => expect(ready(result.current).value).toBe(1));
    act(() => ready(result.current).reload());
    await waitFor(() => expect(ready(result.current).value).toBe(2));
  });

  it('polls as long as it is told to', async () => {
    const load = jest
      .fn()
      .mockResolvedValueOnce('running')
      .mockResolvedValueOnce('ended');
    const pollAfter = (value: string) =>
      value === 'running' ? 1000 : undefined;
    const { result } = renderHook(() => useLoaded<string>(load, pollAfter));
    await waitFor(() => expect(ready(result.current).value).toBe('running'));
    await act(() => jest.advanceTimersByTimeAsync(1000));
    expect(ready(result.current).value).toBe('ended');
    await act(() => jest.advanceTimersByTimeAsync(60_000));
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('keeps the value while a later reading fails, and goes on', async () => {
    const load = jest
      .fn()
      .mockResolvedValueOnce(1)
      .mockRejectedValueOnce(new Error('away'))
      .mockResolvedValueOnce(2);
    const pollAfter = () => 1000;
    const { result } = renderHook(() => useLoaded<number>(load, pollAfter));
    await waitFor(() => expect(ready(result.current).value).toBe(1));
    await act(() => jest.advanceTimersByTimeAsync(1000));
    expect(ready(result.current)).toMatchObject({
      value: 1,
      problem: new Error('away'),
    });
    await act(() => jest.advanceTimersByTimeAsync(1000));
    expect(ready(result.current)).toMatchObject({ value: 2 });
    expect(ready(result.current).problem).toBeUndefined();
  });

  it.each([
    [403, 'NotAllowedError', 'forbidden'],
    [404, 'NotFoundError', 'missing'],
    [500, 'Error', 'failed'],
  ])('takes a %d %s as %s', async (code, name, status) => {
    const load = refuses(code, name, 'no');
    const { result } = renderHook(() => useLoaded(load));
    await waitFor(() => expect(result.current.status).toBe(status));
  });

  it('forgets the value when it is asked for another', async () => {
    const first = jest.fn().mockResolvedValue('first');
    const second = jest.fn(() => new Promise<string>(() => {}));
    const { result, rerender } = renderHook(
      ({ load }: { load: () => Promise<string> }) => useLoaded(load),
      { initialProps: { load: first as () => Promise<string> } },
    );
    await waitFor(() => expect(result.current.status).toBe('ready'));
    rerender({ load: second });
    expect(result.current.status).toBe('loading');
  });

  it('stops when the page is left', async () => {
    const signals: AbortSignal[] = [];
    const load = jest.fn(async (signal: AbortSignal) => signals.push(signal));
    const pollAfter = () => 1000;
    const { unmount } = renderHook(() => useLoaded(load, pollAfter));
    await act(() => jest.advanceTimersByTimeAsync(0));
    unmount();
    expect(signals[0].aborted).toBe(true);
    await jest.advanceTimersByTimeAsync(5000);
    expect(load).toHaveBeenCalledTimes(1);
  });
});
