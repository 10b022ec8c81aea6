import fc from 'fast-check';
import { createRedactor, REDACTED } from './redact';

const SECRET = 'p@ss wörd/+"1';
const redact = createRedactor([SECRET]);

describe('createRedactor', () => {
  it.each([
    ['as it is', SECRET],
    ['percent-encoded', encodeURIComponent(SECRET)],
    ['as a form field', new URLSearchParams({ v: SECRET }).toString().slice(2)],
    ['JSON-escaped', JSON.stringify({ password: SECRET })],
    ['in base64', Buffer.from(SECRET).toString('base64')],
    ['in URL-safe base64', Buffer.from(SECRET).toString('base64url')],
  ])('cuts a secret %s', (_, form) => {
    const cut = redact(`before ${form} after`);
    expect(cut).toMatch(/^before .*\[secret\].* after$/);
    expect(cut).not.toContain(form);
    expect(cut).not.toContain(SECRET);
  });

  it.each(['u', 'us', 'use', 'user'])(
    'cuts a secret out of the basic credentials of "%s"',
    user => {
      const header = Buffer.from(`${user}:${SECRET}`).toString('base64');
      const cut = redact(`Authorization: Basic ${header}`);
      const rest = cut.split(' ').slice(2).join('');
      expect(cut).toContain(REDACTED);
      expect(Buffer.from(rest, 'base64').toString()).not.toContain('wörd');
    },
  );

  it('cuts each line of a secret of several lines', () => {
    const key = '-----BEGIN KEY-----\nMIIEvQIBADANBg\n-----END KEY-----';
    const cut = createRedactor([key])('bad line: MIIEvQIBADANBg');
    expect(cut).toBe(`bad line: ${REDACTED}`);
  });

  it('leaves a text alone when nothing is secret', () => {
    expect(createRedactor([])('as it is')).toBe('as it is');
    expect(createRedactor([''])('as it is')).toBe('as it is');
  });

  it('takes secrets literally, whatever they look like', () => {
    expect(createRedactor(['a.c'])('abc a.c')).toBe(`abc ${REDACTED}`);
    expect(createRedactor(['$&'])('$& $1')).toBe(`${REDACTED} $1`);
  });

  it('never lets a secret through, wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 9, unit: 'grapheme' }),
        fc.string(),
        fc.string(),
        (secret, before, after) => {
          const cut = createRedactor([secret])(before + secret + after);
          expect(cut).not.toContain(secret);
        },
      ),
    );
  });
});
