import { describeIssue } from '../../describeIssues';
import { archiveFiles, lineOf, readAll } from './__testUtils__/archives';
import { buildZip } from './__testUtils__/buildZip';

jest.mock('../../describeIssues', () => {
  const actual = jest.requireActual('../../describeIssues');
  return { ...actual, describeIssue: jest.fn(actual.describeIssue) };
});

const MANY = 200_000;
const withHeader = (said: Parameters<typeof archiveFiles>[1]) =>
  archiveFiles(undefined, said);

describe('A file of which next to everything is wrong', () => {
  it.each([
    [
      'a list of the header',
      () => withHeader({ omitted: Array(MANY).fill({}) }),
      'omitted[0].from is required',
    ],
    [
      'the counts of the header',
      () =>
        withHeader({
          byKind: Object.fromEntries(
            Array.from({ length: MANY }, (_, at) => [`k${at}`, '']),
          ),
        }),
      'byKind["k0"] must be a number',
    ],
    [
      'the list of a line',
      () =>
        archiveFiles(
          JSON.stringify({ ...lineOf(), references: Array(MANY).fill({}) }),
        ),
      'references[0].path is required',
    ],
  ])('costs one problem: %s', async (_, files, problem) => {
    jest.mocked(describeIssue).mockClear();

    const refused = readAll(buildZip(files()), { ratio: 10_000 });

    await expect(refused).rejects.toThrow(problem);
    expect(jest.mocked(describeIssue).mock.calls.length).toBeLessThan(10);
  });
});
