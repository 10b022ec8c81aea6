import { ConnectorError } from './ConnectorError';
import {
  byCode,
  diagnose,
  networkDiagnoses,
  type Diagnosis,
} from './diagnoses';

const coded = (code: unknown, message = 'oops', cause?: unknown) =>
  Object.assign(new Error(message, { cause }), { code });

const own: Diagnosis = {
  code: 'shop.asleep',
  title: 'The shop sleeps',
  remedy: 'Wake it.',
  kind: 'transient',
  step: 'reach',
  field: 'host',
  matches: byCode('E_ASLEEP', 'ECONNREFUSED'),
};

describe('diagnose', () => {
  it('explains by the first diagnosis that matches, and keeps the cause', () => {
    const cause = coded('ECONNREFUSED', 'refused by 127.0.0.1');
    const error = diagnose(cause, [own, ...networkDiagnoses]);
    expect(error).toBeInstanceOf(ConnectorError);
    expect(error.cause).toBe(cause);
    expect(error.message).toBe('The shop sleeps. Wake it.');
    expect(error.failure).toEqual({
      code: 'shop.asleep',
      title: 'The shop sleeps',
      remedy: 'Wake it.',
      kind: 'transient',
      step: 'reach',
      field: 'host',
      driverMessage: 'refused by 127.0.0.1',
    });
  });

  it('looks into causes and into the parts of an AggregateError', () => {
    const codeOf = (error: unknown) =>
      diagnose(error, networkDiagnoses).failure.code;
    expect(codeOf(new Error('x', { cause: coded('ENOTFOUND') }))).toBe(
      'network.unknown-host',
    );
    expect(
      codeOf(new AggregateError([coded('ECONNREFUSED'), coded('ENETUNREACH')])),
    ).toBe('network.refused');
  });

  it('tells each message of the chain once', () => {
    const inner = new Error('inner');
    const error = new Error('outer', {
      cause: new Error('inner', { cause: inner }),
    });
    expect(diagnose(error, []).failure.driverMessage).toBe('outer: inner');
  });

  it('ends on a chain of causes that is a circle', () => {
    const error: Error = new Error('round');
    error.cause = error;
    expect(diagnose(error, networkDiagnoses).failure.code).toBe('unexpected');
  });

  it.each([
    new Error('ECONNREFUSED'),
    coded(42),
    'ECONNREFUSED',
    undefined,
    null,
  ])('does not guess from %p', thrown => {
    const { failure } = diagnose(thrown, [own, ...networkDiagnoses]);
    expect(failure).toMatchObject({ code: 'unexpected', kind: 'system' });
    expect(failure.driverMessage).toEqual(expect.any(String));
  });

  it('leaves alone what is explained already', () => {
    const explained = diagnose(coded('E_ASLEEP'), [own]);
    expect(diagnose(explained, [])).toBe(explained);
  });
});

describe('networkDiagnoses', () => {
  it('have codes of their own, and a title and remedy each', () => {
    const codes = networkDiagnoses.map(it => it.code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(networkDiagnoses.filter(it => !it.title || !it.remedy)).toEqual([]);
  });

  it.each([
    ['EAI_AGAIN', 'network.unknown-host', 'config'],
    ['ETIMEDOUT', 'network.timeout', 'transient'],
    ['EHOSTUNREACH', 'network.unreachable', 'transient'],
    ['ECONNRESET', 'network.connection-lost', 'transient'],
    ['CERT_HAS_EXPIRED', 'network.certificate', 'config'],
  ])('explain %s as %s', (code, expected, kind) => {
    expect(diagnose(coded(code), networkDiagnoses).failure).toMatchObject({
      code: expected,
      kind,
    });
  });
});
