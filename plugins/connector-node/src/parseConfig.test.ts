import type {
  Field,
  FieldValue,
} from '@backstage-connector/plugin-connector-common';
import { parseConfig } from './parseConfig';

const field = (name: string, more: object): Field =>
  ({
    name,
    title: `The ${name}`,
    description: 'For tests.',
    section: 'connection',
    ...more,
  } as Field);

const technology = {
  title: 'Shop',
  fields: [
    field('host', { type: 'text', required: true, maxLength: 10 }),
    field('port', {
      type: 'number',
      required: true,
      default: 5432,
      minimum: 1,
      maximum: 65_535,
    }),
    field('compress', { type: 'boolean' }),
    field('ssl', {
      type: 'choice',
      default: 'off',
      choices: [
        { value: 'off', title: 'Off' },
        { value: 'verify', title: 'Verify' },
      ],
    }),
    field('certificate', {
      type: 'text',
      required: true,
      showWhen: { field: 'ssl', oneOf: ['verify'] },
    }),
    field('password', { type: 'secret', required: true }),
  ],
};

const parse = (
  parameters: Record<string, FieldValue>,
  secrets: Record<string, string> = { password: 'p' },
  include: string[] = [],
) =>
  parseConfig(technology, {
    parameters: { host: 'db', ...parameters },
    secrets,
    scope: { include, exclude: [] },
  });

describe('parseConfig', () => {
  it('fills in defaults and keeps secrets apart', () => {
    expect(parse({})).toEqual({
      parameters: { host: 'db', port: 5432, ssl: 'off' },
      secrets: { password: 'p' },
      scope: { include: [], exclude: [] },
    });
  });

  it('asks for a conditional field only when it is shown', () => {
    expect(() => parse({ ssl: 'verify' })).toThrow(
      '"certificate" (The certificate) is required',
    );
    expect(
      parse({ ssl: 'verify', certificate: 'x' }).parameters.certificate,
    ).toBe('x');
    expect(parse({ certificate: 'x' }).parameters.certificate).toBeUndefined();
  });

  it('keeps a secret of blanks, and takes a text of blanks for none', () => {
    expect(parse({}, { password: ' ' }).secrets.password).toBe(' ');
    expect(() => parse({ host: ' ' })).toThrow('"host" (The host) is required');
  });

  it.each<[string, Record<string, FieldValue>, Record<string, string>]>([
    ['"host" (The host) must be a text', { host: 5 }, { password: 'p' }],
    ['"host" (The host) must be at most 10', { host: 'x'.repeat(11) }, {}],
    ['"port" (The port) must be a number', { port: '5432' }, {}],
    ['"port" (The port) must be a number', { port: NaN }, {}],
    ['"port" (The port) must be between 1 and 65535', { port: 0 }, {}],
    ['"compress" (The compress) must be true or false', { compress: 'no' }, {}],
    ['"ssl" (The ssl) must be one of off, verify', { ssl: 'on' }, {}],
    ['Shop has no setting "user"', { user: 'me' }, {}],
    ['Shop has no setting "token"', {}, { token: 't' }],
    ['"password" (The password) is required', {}, {}],
    ['"password" (The password) is required', {}, { password: '' }],
    ['"password" (The password) is a secret', { password: 'p' }, {}],
    ['"host" (The host) is not a secret', {}, { host: 'db' }],
  ])('refuses with %p', (message, parameters, secrets) => {
    expect(() => parse(parameters, secrets)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(message),
      }),
    );
  });

  it('names a pattern that is none', () => {
    expect(() => parse({}, { password: 'p' }, ['sales.'])).toThrow('"sales."');
  });

  it('shows no value in what it refuses', () => {
    const refusal = (() => {
      try {
        return parse({ password: 'tell-nobody' });
      } catch (error) {
        return error;
      }
    })();
    expect(String(refusal)).not.toContain('tell-nobody');
  });
});
