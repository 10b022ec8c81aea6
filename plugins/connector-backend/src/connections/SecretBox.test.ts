import { randomBytes } from 'node:crypto';
import { SecretBox } from './SecretBox';

const oldKey = { id: 'old', secret: randomBytes(32) };
const newKey = { id: 'new', secret: randomBytes(32) };
const place = { connectionId: 'c-1', field: 'password' };

describe('SecretBox', () => {
  const box = SecretBox.create({ keys: [oldKey] });

  it('opens what it has sealed', () => {
    const sealed = box.seal('hütte 🔑', place);
    expect(box.open(sealed, place)).toEqual({
      state: 'opened',
      value: 'hütte 🔑',
    });
  });

  it('seals the same text differently each time, and never readably', () => {
    const [one, two] = [box.seal('hunter2', place), box.seal('hunter2', place)];
    expect(one.ciphertext).not.toBe(two.ciphertext);
    expect(
      Buffer.from(one.ciphertext, 'base64').toString('latin1'),
    ).not.toContain('hunter2');
  });

  it.each([
    ['another connection', { ...place, connectionId: 'c-2' }],
    ['another field', { ...place, field: 'sslKey' }],
  ])('does not open a secret moved to %s', (_, elsewhere) => {
    expect(box.open(box.seal('hunter2', place), elsewhere)).toEqual({
      state: 'damaged',
      keyId: 'old',
    });
  });

  it('does not mistake where the connection ends and the field begins', () => {
    const sealed = box.seal('x', { connectionId: 'a"', field: '"b' });
    const other = { connectionId: 'a', field: '""b' };
    expect(box.open(sealed, other).state).toBe('damaged');
  });

  it('notices a changed byte, and a text that is cut short', () => {
    const { keyId, ciphertext } = box.seal('hunter2', place);
    const bytes = Buffer.from(ciphertext, 'base64');
    for (const [index] of bytes.entries()) {
      const changed = Buffer.from(bytes);
      changed[index] += 1;
      const damaged = { keyId, ciphertext: changed.toString('base64') };
      expect(box.open(damaged, place).state).toBe('damaged');
    }
    for (const length of [0, 12, 20, bytes.length - 1]) {
      const cut = bytes.subarray(0, length).toString('base64');
      expect(box.open({ keyId, ciphertext: cut }, place).state).toBe('damaged');
    }
  });

  it('encrypts with the first key and still opens with the others', () => {
    const sealed = box.seal('hunter2', place);
    const rotated = SecretBox.create({ keys: [newKey, oldKey] });
    expect(rotated.open(sealed, place)).toMatchObject({ value: 'hunter2' });
    expect(rotated.isCurrent(sealed)).toBe(false);
    expect(rotated.seal('hunter2', place).keyId).toBe('new');
  });

  it('names the key that is missing', () => {
    const sealed = box.seal('hunter2', place);
    const without = SecretBox.create({ keys: [newKey] });
    expect(without.open(sealed, place)).toEqual({
      state: 'key-removed',
      keyId: 'old',
    });
  });

  it('does not open with another key of the same id', () => {
    const sealed = box.seal('hunter2', place);
    const other = SecretBox.create({ keys: [{ ...newKey, id: 'old' }] });
    expect(other.open(sealed, place).state).toBe('damaged');
  });

  it('recognises a text by its digest, also after a rotation', () => {
    const digest = box.digest('settings');
    expect(digest).not.toContain('settings');
    expect(box.matches('settings', digest)).toBe(true);
    expect(box.matches('settingS', digest)).toBe(false);
    const rotated = SecretBox.create({ keys: [newKey, oldKey] });
    expect(rotated.matches('settings', digest)).toBe(true);
    const without = SecretBox.create({ keys: [newKey] });
    expect(without.matches('settings', digest)).toBe(false);
  });
});
