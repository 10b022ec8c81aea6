import type { SecretInput } from '@backstage-connector/plugin-connector-common';
import type { StoredSecret } from '../database/connectionRows';
import { SecretBox } from './SecretBox';
import { SecretVault } from './SecretVault';

const key = (id: string, byte: number) => ({
  id,
  secret: Buffer.alloc(32, byte),
});
const oldKey = key('old', 1);
const newKey = key('new', 2);

function createVault(
  over: Partial<Parameters<typeof SecretVault.create>[0]> = {},
) {
  return SecretVault.create({
    box: SecretBox.create({ keys: [oldKey] }),
    declared: new Map(),
    allowedVariables: ['DB_PASSWORD'],
    environment: { DB_PASSWORD: 'from-the-environment', HOME: '/root' },
    ...over,
  });
}

const holder = (secrets: readonly StoredSecret[], id = 'c-1') => ({
  id,
  name: 'Warehouse',
  secrets,
});

const value = (text: string) => ({ from: 'value', value: text } as const);
const variable = (name: string) =>
  ({ from: 'environment', variable: name } as const);

describe('SecretVault', () => {
  it('reveals what was sealed, and shows only that it is set', () => {
    const vault = createVault();
    const { secrets, changed } = vault.seal('c-1', {
      password: value('hunter2'),
      token: variable('DB_PASSWORD'),
    });
    expect(changed).toBe(true);
    expect(JSON.stringify(secrets)).not.toContain('hunter2');
    expect(vault.reveal(holder(secrets))).toEqual({
      password: 'hunter2',
      token: 'from-the-environment',
    });
    expect(vault.status(holder(secrets), undefined)).toEqual({
      password: { set: true },
      token: { set: true, variable: 'DB_PASSWORD' },
    });
  });

  it('keeps, replaces and forgets secrets field by field', () => {
    const vault = createVault();
    const stored = vault.seal('c-1', {
      a: value('1'),
      b: value('2'),
      c: value('3'),
    }).secrets;
    const { secrets, changed } = vault.seal(
      'c-1',
      { b: value('new'), c: { from: 'none' } },
      stored,
    );
    expect(changed).toBe(true);
    expect(vault.reveal(holder(secrets))).toEqual({ a: '1', b: 'new' });
  });

  it.each([
    ['nothing is sent', {}],
    ['the same variable is named', { token: variable('DB_PASSWORD') }],
    ['a secret that is not set is forgotten', { other: { from: 'none' } }],
  ] as const)('sees no change when %s', (_, given) => {
    const vault = createVault();
    const stored = vault.seal('c-1', {
      password: value('hunter2'),
      token: variable('DB_PASSWORD'),
    }).secrets;
    const { secrets, changed } = vault.seal('c-1', given, stored);
    expect(changed).toBe(false);
    expect(vault.reveal(holder(secrets))).toMatchObject({
      password: 'hunter2',
    });
  });

  it.each(['••••••', '********', '●●●●', '*', '…'])(
    'refuses the mask %s, naming the field',
    mask => {
      expect(() =>
        createVault().seal('c-1', { password: value(mask) }),
      ).toThrow(
        expect.objectContaining({
          name: 'InputError',
          message: expect.stringContaining('"secrets.password" is a mask'),
        }),
      );
    },
  );

  it('accepts a secret that only contains mask characters', () => {
    const { secrets } = createVault().seal('c-1', { password: value('**a**') });
    expect(secrets).toHaveLength(1);
  });

  it('refuses a variable that app-config does not allow', () => {
    expect(() =>
      createVault().seal('c-1', { token: variable('HOME') }),
    ).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringMatching(
          /"secrets\.token": the variable HOME is not allowed.*one of: DB_PASSWORD/,
        ),
      }),
    );
  });

  it('re-encrypts what it keeps with the first key', () => {
    const stored = createVault().seal('c-1', { a: value('1') }).secrets;
    const vault = createVault({
      box: SecretBox.create({ keys: [newKey, oldKey] }),
    });
    const { secrets, changed } = vault.seal('c-1', {}, stored);
    expect(secrets).toMatchObject([{ field: 'a', keyId: 'new' }]);
    expect(changed).toBe(false);
    expect(vault.reveal(holder(secrets))).toEqual({ a: '1' });
  });

  it('encrypts a copy for its own connection', () => {
    const vault = createVault();
    const { secrets } = vault.seal('c-1', {
      password: value('hunter2'),
      token: variable('DB_PASSWORD'),
    });
    const copied = vault.copy(holder(secrets), 'c-2');
    expect(vault.reveal(holder(copied, 'c-2'))).toMatchObject({
      password: 'hunter2',
    });
    expect(copied).toContainEqual({
      field: 'token',
      ...variable('DB_PASSWORD'),
    });
    expect(() => vault.reveal(holder(secrets, 'c-2'))).toThrow(
      'cannot be decrypted',
    );
  });

  const troubles: [string, string, SecretVault, string, string][] = [
    [
      'whose key was removed',
      'secret.key-removed',
      createVault({ box: SecretBox.create({ keys: [newKey] }) }),
      'is encrypted with the key "old", which app-config no longer has',
      'Enter the secret again, or restore the key',
    ],
    [
      'whose key was replaced under the same id',
      'secret.damaged',
      createVault({
        box: SecretBox.create({ keys: [{ ...newKey, id: 'old' }] }),
      }),
      'cannot be decrypted with the key "old"',
      'Enter the secret again',
    ],
    [
      'whose variable is not allowed any more',
      'secret.variable-not-allowed',
      createVault({ allowedVariables: [] }),
      'refers to the variable DB_PASSWORD, which is not allowed',
      'connector.encryption.allowedVariables',
    ],
    [
      'whose variable is not set',
      'secret.variable-missing',
      createVault({ environment: {} }),
      'refers to the variable DB_PASSWORD, which is not set',
      'Set it in the environment',
    ],
  ];

  it.each(troubles)('explains a secret %s', (_, code, vault, title, remedy) => {
    const field: Record<string, SecretInput> = code.includes('variable')
      ? { token: variable('DB_PASSWORD') }
      : { password: value('hunter2') };
    const { secrets } = createVault().seal('c-1', field);
    const [name] = Object.keys(field);
    const expected = {
      code,
      kind: 'config',
      field: name,
      title: `The secret "${name}" of "Warehouse" ${title}`,
      remedy: expect.stringContaining(remedy),
    };
    expect(vault.unreadable(holder(secrets))).toEqual(expected);
    expect(() => vault.reveal(holder(secrets))).toThrow(
      expect.objectContaining({ failure: expected }),
    );
    // It can still be replaced or kept as it is.
    expect(vault.seal('c-1', {}, secrets).secrets).toEqual(secrets);
  });

  it('takes the secrets of a declared connection from app-config', () => {
    const vault = createVault({
      declared: new Map([['c-1', { password: 'hunter2' }]]),
    });
    expect(vault.reveal(holder([]))).toEqual({ password: 'hunter2' });
    expect(vault.status(holder([]), undefined)).toEqual({
      password: { set: true },
    });
    expect(vault.unreadable(holder([]))).toBeUndefined();
  });
});
