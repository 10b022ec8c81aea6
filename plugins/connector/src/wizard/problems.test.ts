import { ResponseError } from '@backstage/errors';
import { warehouse } from '../__fixtures__/connections';
import { postgresql } from '../__fixtures__/technologies';
import { changed, draftOf, type DraftChange } from './draft';
import { findProblems, refusedInput, stepOf, type FormStep } from './problems';

const t = ((key: string, values?: object) =>
  [key, ...Object.values(values ?? {})].join(' ')) as never;

const problemsOf = (
  step: FormStep,
  change: DraftChange,
  stored = warehouse.secrets,
) =>
  findProblems({
    step,
    technology: postgresql,
    draft: changed(draftOf(warehouse), change),
    stored,
    t,
  });

describe('findProblems', () => {
  it.each<[string, FormStep, DraftChange, string]>([
    ['no name', 'identity', { name: ' ' }, 'name'],
    ['no owner', 'identity', { options: { owner: '' } }, 'options.owner'],
    [
      'a name as owner',
      'identity',
      { options: { owner: 'ada' } },
      'options.owner',
    ],
    [
      'no existing source',
      'identity',
      { options: { source: { kind: 'existing', ref: '' } } },
      'options.source.ref',
    ],
    [
      'a namespace in capitals',
      'identity',
      { options: { namespace: 'Sales' } },
      'options.namespace',
    ],
    [
      'a prefix with a space',
      'identity',
      { options: { namePrefix: 'a b' } },
      'options.namePrefix',
    ],
    [
      'an owner rule without a pattern',
      'identity',
      {
        options: {
          ownerRules: [{ pattern: '', owner: 'group:default/x' }],
        },
      },
      'options.ownerRules.0.pattern',
    ],
    ['no host', 'connect', { parameters: { host: '' } }, 'parameters.host'],
    [
      'a port that is too large',
      'connect',
      { parameters: { port: 70000 } },
      'parameters.port',
    ],
    [
      'a port that is no number',
      'connect',
      { parameters: { port: 'x' } },
      'parameters.port',
    ],
    [
      'a field that its choice asks for',
      'connect',
      { parameters: { sslMode: 'verify-ca' } },
      'parameters.sslCa',
    ],
    [
      'a secret that is forgotten but needed',
      'connect',
      { secrets: { password: { from: 'none' } } },
      'secrets.password',
    ],
    [
      'a variable with a space',
      'connect',
      { secrets: { password: { from: 'environment', variable: 'A B' } } },
      'secrets.password.variable',
    ],
  ])('finds %s', (_, step, change, path) => {
    expect(Object.keys(problemsOf(step, change))).toEqual([path]);
  });

  it('asks for a secret that is not stored', () => {
    expect(problemsOf('connect', {}, {})).toEqual({
      'secrets.password': 'wizard.required',
    });
  });

  it('finds nothing in a connection that is saved', () => {
    expect(problemsOf('identity', {})).toEqual({});
    expect(problemsOf('connect', {})).toEqual({});
  });

  it('keeps to its step', () => {
    expect(problemsOf('connect', { name: '' })).toEqual({});
  });
});

describe('refusedInput', () => {
  const refusal = async (message: string, status = 400) =>
    ResponseError.fromResponse(
      new Response(
        JSON.stringify({
          error: { name: 'InputError', message },
          response: { statusCode: status },
        }),
        { status, headers: { 'Content-Type': 'application/json' } },
      ),
    );

  it.each([
    ['"port" (Port) must be a number', 'parameters.port'],
    ['"parameters.host" is required', 'parameters.host'],
    ['"password" (Password) is required', 'secrets.password'],
    ['"name" is required', 'name'],
    ['"options.owner" must be a full entity reference', 'options.owner'],
    ['Something else is wrong with "this"', ''],
  ])('puts %s at %p', async (message, path) => {
    expect(refusedInput(await refusal(message), postgresql)).toEqual({
      [path]: message,
    });
  });

  it('puts a conflict at the name', async () => {
    const message = 'A connection of this name exists; choose another name';
    expect(refusedInput(await refusal(message, 409), postgresql)).toEqual({
      name: message,
    });
  });

  it('says what happened when the server did not answer', () => {
    expect(refusedInput(new Error('Failed to fetch'), postgresql)).toEqual({
      '': 'Failed to fetch',
    });
  });
});

describe('stepOf', () => {
  it.each([
    ['name', 'identity'],
    ['options.owner', 'identity'],
    ['parameters.host', 'connect'],
    ['scope.include.0', 'connect'],
    ['', 'connect'],
  ])('finds %p in %s', (path, step) => {
    expect(stepOf(path)).toBe(step);
  });
});
