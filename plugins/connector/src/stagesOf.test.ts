import { DateTime } from 'luxon';
import {
  failedRun,
  importRun,
  previewRun,
  runningRun,
} from './__fixtures__/runs';
import { stagesOf } from './stagesOf';

const now = DateTime.fromISO('2026-11-22T10:00:10.000Z');
const states = (run: typeof importRun) =>
  stagesOf(run, now).map(({ stage, state }) => `${stage} ${state}`);

describe('stagesOf', () => {
  it('ends with what the catalog shows', () => {
    expect(stagesOf(importRun, now).at(-1)).toEqual({
      stage: 'visible',
      state: 'done',
      done: 16,
      total: 17,
    });
  });

  it('waits for the catalog while deliveries are not settled', () => {
    const delivery = { ...importRun.delivery!, settled: false };
    expect(states({ ...importRun, delivery }).at(-1)).toBe('visible runs');
  });

  it('tells what runs from what waits', () => {
    expect(states(runningRun)).toEqual([
      'extract runs',
      'map waits',
      'plan waits',
      'apply waits',
      'visible waits',
    ]);
  });

  it('tells in which stage a run failed, and what it did not reach', () => {
    expect(states(failedRun)).toEqual([
      'extract failed',
      'map stopped',
      'plan stopped',
      'apply stopped',
      'visible stopped',
    ]);
  });

  it('takes the stage that a failure names, else the first unfinished one', () => {
    const [extract] = failedRun.stages;
    const stages = [extract, { ...extract, stage: 'map' as const }];
    const failedAt = (step: string) =>
      states({ ...failedRun, stages, failure: { ...failedRun.failure!, step } })
        .slice(0, 2)
        .join(', ');
    expect(failedAt('map')).toBe('extract stopped, map failed');
    expect(failedAt('authenticate')).toBe('extract failed, map stopped');
  });

  it('ends a preview with its plan', () => {
    expect(states(previewRun)).toEqual([
      'extract done',
      'map done',
      'plan done',
    ]);
  });

  it('has a rate once a second has passed', () => {
    const [extract, map] = stagesOf(importRun, now);
    expect(extract.rate).toBe(29);
    expect(map.rate).toBeUndefined();
    expect(stagesOf(runningRun, now)[0].rate).toBe(2);
  });
});
