import { scheduleDefinitionSchema } from '@backstage-connector/plugin-connector-common';
import { declaredScheduleSchema } from './declaredScheduleSchema';
import { checkDefinition } from './definitionProblem';

const hourly = { kind: 'cron', expression: '0 * * * *' };
const given = (over: object) => ({ recurrence: hourly, zone: 'UTC', ...over });
const check = (over: object) =>
  checkDefinition(scheduleDefinitionSchema.parse(given(over)));
const declarationIssues = (over: object) =>
  declaredScheduleSchema
    .safeParse(given(over))
    .error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`);

describe('checkDefinition', () => {
  it('takes jitter that is shorter than the time between two runs', () => {
    expect(() => check({ jitterSeconds: 3599 })).not.toThrow();
    expect(() => check({ jitterSeconds: 3600 })).toThrow(
      '"jitterSeconds" must be less than the 3600 seconds between two runs',
    );
  });

  it.each([
    // Two minutes of an hour, two hours about midnight, a day in four years.
    ['0,1 * * * *', 60],
    ['10,50 0,23 * * *', 1_200],
    ['0,30 0 29 2 *', 1_800],
    ['* * * * *', 60],
  ])('knows the shortest time between two runs of %s', (expression, gap) => {
    const recurrence = { kind: 'cron', expression };
    expect(() => check({ recurrence, jitterSeconds: gap - 1 })).not.toThrow();
    expect(() => check({ recurrence, jitterSeconds: gap })).toThrow(
      `must be less than the ${gap} seconds between two runs`,
    );
  });

  it('refuses a cron expression by its field', () => {
    expect(() =>
      check({ recurrence: { kind: 'cron', expression: '61 * * * *' } }),
    ).toThrow(/^"recurrence.expression" is not a cron expression/);
  });
});

describe('declaredScheduleSchema', () => {
  it('fills in the defaults', () => {
    expect(declaredScheduleSchema.parse(given({}))).toMatchObject({
      enabled: true,
      overlap: 'skip',
    });
  });

  it.each([
    [{ jitterSeconds: 3600 }, /^jitterSeconds must be less/],
    [
      { recurrence: { kind: 'cron', expression: '0 0 * *' } },
      /^recurrence\.expression has 4 fields/,
    ],
    [{ zone: 'Mars/Olympus' }, /^zone must be an IANA time zone/],
    [{ timezone: 'UTC' }, /timezone/],
  ])('refuses %j by the path in app-config', (over, problem) => {
    expect(declarationIssues(over)).toEqual([expect.stringMatching(problem)]);
  });
});
