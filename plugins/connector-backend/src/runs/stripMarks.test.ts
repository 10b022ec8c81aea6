import type { RunState } from '@backstage-connector/plugin-connector-common';
import { stripMarks } from './stripMarks';

const month = {
  from: '2026-11-01T00:00:00.000Z',
  to: '2026-12-01T00:00:00.000Z',
};
const run = (id: string, queuedAt: string, state: RunState = 'succeeded') => ({
  id,
  connectionId: 'c-1',
  kind: 'import' as const,
  state,
  queuedAt: `2026-11-${queuedAt}:00.000Z`,
});

describe('stripMarks', () => {
  it('has a mark for each run that stands alone, oldest first', () => {
    expect(
      stripMarks([run('b', '02T08:00'), run('a', '01T08:00')], month),
    ).toEqual([
      {
        runId: 'a',
        kind: 'import',
        state: 'succeeded',
        at: '2026-11-01T08:00:00.000Z',
        runs: 1,
      },
      expect.objectContaining({ runId: 'b' }),
    ]);
  });

  it.each([
    ['failed', ['succeeded', 'failed', 'needs-review']],
    ['needs-review', ['needs-review', 'partial', 'running']],
    ['running', ['queued', 'running', 'cancelled']],
    ['cancelled', ['cancelled', 'succeeded']],
  ] as const)('shows %s of %j within six hours', (shown, states) => {
    const runs = states.map((state, index) =>
      run(state, `03T0${index}:10`, state),
    );
    expect(stripMarks(runs, month)).toEqual([
      expect.objectContaining({ runId: shown, runs: states.length }),
    ]);
  });

  it('shows the newest of several that are alike', () => {
    const runs = [run('old', '03T01:00'), run('new', '03T05:59')];
    expect(stripMarks(runs, month)).toMatchObject([{ runId: 'new' }]);
    const apart = [run('old', '03T05:59'), run('new', '03T06:00')];
    expect(stripMarks(apart, month)).toHaveLength(2);
  });
});
