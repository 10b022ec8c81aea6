import { cronProblem, cronTimeAfter } from './cron';

describe('cronProblem', () => {
  it.each([
    '30 2 * * *',
    '*/15 8-18 * * MON-FRI',
    '0 0 1,15 jan-mar,12 *',
    '0 3 L * *',
    '0 3 * * THU#1',
    '0 3 29 2 *',
  ])('accepts %s', expression => {
    expect(cronProblem(expression)).toBeUndefined();
  });

  it.each([
    ['words', 'every day'],
    ['four fields', '* * * *'],
    ['seconds', '0 30 2 * * *'],
    ['a macro', '@daily'],
    ['minute 60', '60 * * * *'],
    ['hour 24', '0 24 * * *'],
    ['day 0', '0 0 0 * *'],
    ['the 30th of February', '0 0 30 2 *'],
    ['month 13', '0 0 1 13 *'],
    ['weekday 8', '0 0 * * 8'],
    ['a range from high to low', '0 9-5 * * *'],
    ['a step of nothing', '*/0 * * * *'],
    ['a list with a hole', '1,,2 * * * *'],
    ['a time of its own choice', 'H H * * *'],
    ['a range of its own choice', 'H(0-29) 2 * * *'],
  ])('refuses %s and says what to write', (_, expression) => {
    expect(cronProblem(expression)).toContain(
      'write minute, hour, day of month, month and day of week',
    );
  });
});

describe('cronTimeAfter', () => {
  it('is later than a wall time that matches itself', () => {
    const wall = Date.UTC(2026, 2, 29, 2, 30);
    expect(cronTimeAfter('30 2 * * *', wall)).toBe(wall + 24 * 3_600_000);
    expect(cronTimeAfter('30 2 * * *', wall - 1)).toBe(wall);
  });
});
