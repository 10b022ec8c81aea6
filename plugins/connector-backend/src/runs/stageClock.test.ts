import { StageClock } from './stageClock';

describe('StageClock', () => {
  function setUp() {
    let at = Date.parse('2026-01-01T00:00:00Z');
    const clock = new StageClock(() => new Date(at));
    return {
      clock,
      pass: (ms: number) => {
        at += ms;
      },
    };
  }

  it('only grows, and knows the total when a stage ends', () => {
    const { clock } = setUp();
    clock.start('extract');
    clock.progress('extract', 5, 10);
    clock.progress('extract', 3);
    expect(clock.stages).toMatchObject([{ done: 5, total: 10 }]);
    clock.end('extract');
    expect(clock.stages).toMatchObject([{ done: 5, total: 5 }]);
  });

  it('gives the duration of the stages that have ended', () => {
    const { clock, pass } = setUp();
    clock.start('extract');
    clock.start('map');
    pass(1500);
    clock.end('extract');
    expect(clock.durationsMs).toEqual({ extract: 1500 });
  });

  it('starts a stage anew when a run is taken up again', () => {
    const { clock } = setUp();
    clock.start('extract');
    clock.progress('extract', 7);
    clock.start('extract');
    expect(clock.stages).toMatchObject([{ stage: 'extract', done: 0 }]);
  });
});
