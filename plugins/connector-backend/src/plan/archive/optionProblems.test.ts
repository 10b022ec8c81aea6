import type { ArchiveSelection } from '@backstage-connector/plugin-connector-common';
import {
  archived,
  basisOf,
  numbered,
  policyOf,
  present,
} from './__fixtures__/archives';
import { optionProblems } from './optionProblems';
import type { ArchivePolicy } from './types';

const ada = 'user:default/ada';
const team = 'group:default/team';
const hidden = 'group:default/hidden';

const problems = (
  options: Partial<ArchivePolicy>,
  selection: ArchiveSelection = { mode: 'top-level', except: [] },
) =>
  optionProblems(
    numbered([archived('component:default/a')]),
    selection,
    policyOf(options),
    basisOf([present(ada), present(team), present(hidden)], {
      isVisible: ref => ref !== hidden,
    }),
  );

describe('optionProblems', () => {
  it('has nothing against what is here', () => {
    expect(
      problems(
        {
          organization: 'Group:default/Team',
          mapping: { 'user:default/x': ada, 'Group:default/y': team },
        },
        { mode: 'only', seqs: [1] },
      ),
    ).toEqual([]);
  });

  it.each<[string, Partial<ArchivePolicy>, string, string]>([
    [
      'nobody',
      { organization: 'group:default/x' },
      'options.organization',
      'this catalog has no group:default/x; choose one that it has',
    ],
    [
      'hidden',
      { organization: hidden },
      'options.organization',
      `this catalog has no ${hidden}; choose one that it has`,
    ],
    [
      'a user',
      { organization: ada },
      'options.organization',
      'not the reference of a group',
    ],
    [
      'a name',
      { organization: 'team' },
      'options.organization',
      'like group:default/name',
    ],
    [
      'mapped to nobody',
      { mapping: { [ada]: 'user:default/x' } },
      `options.mapping["${ada}"]`,
      'this catalog has no user:default/x',
    ],
    [
      'mapped to a group',
      { mapping: { [ada]: team } },
      `options.mapping["${ada}"]`,
      'not the reference of a user',
    ],
    [
      'mapped things',
      { mapping: { 'api:default/x': 'api:default/y' } },
      'options.mapping["api:default/x"]',
      'only users and groups can be mapped',
    ],
  ])('names the field and the remedy: %s', (_, options, field, problem) => {
    expect(problems(options)).toEqual([
      { field, problem: expect.stringContaining(problem) },
    ]);
  });

  it.each<[ArchiveSelection, string]>([
    [{ mode: 'only', seqs: [1, 7] }, 'selection.seqs'],
    [{ mode: 'top-level', except: [7] }, 'selection.except'],
  ])('finds objects that the archive does not have: %j', (selection, field) => {
    expect(problems({}, selection)).toEqual([
      { field, problem: 'the archive has no object 7' },
    ]);
  });
});
