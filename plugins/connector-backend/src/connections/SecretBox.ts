import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/** A key of app-config; `secret` is 32 bytes. */
export interface EncryptionKey {
  readonly id: string;
  readonly secret: Buffer;
}

/** An encrypted secret, as it is stored. */
export interface SealedSecret {
  readonly keyId: string;
  /** Base64 of nonce, authentication tag and encrypted text. */
  readonly ciphertext: string;
}

/** What a secret belongs to. Moved elsewhere, it can no longer be opened. */
export interface SecretPlace {
  readonly connectionId: string;
  readonly field: string;
}

export type OpenedSecret =
  | { readonly state: 'opened'; readonly value: string }
  | { readonly state: 'key-removed'; readonly keyId: string }
  | { readonly state: 'damaged'; readonly keyId: string };

const ALGORITHM = 'aes-256-gcm';
/** The nonce length GCM is made for, NIST SP 800-38D 8.2.1. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts secrets with AES-256-GCM (OC-40). The first key encrypts, every key
 * decrypts; so a key is rotated by putting a new one before it.
 */
export class SecretBox {
  static create(options: { keys: readonly EncryptionKey[] }) {
    return new SecretBox(options.keys);
  }

  readonly #current: EncryptionKey;
  readonly #keys: ReadonlyMap<string, Buffer>;

  private constructor(keys: readonly EncryptionKey[]) {
    if (keys.length === 0) {
      throw new Error('A secret box needs at least one key');
    }
    this.#current = keys[0];
    this.#keys = new Map(keys.map(({ id, secret }) => [id, secret]));
  }

  seal(value: string, place: SecretPlace): SealedSecret {
    const { id, secret } = this.#current;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, secret, nonce, {
      authTagLength: TAG_BYTES,
    }).setAAD(boundTo(place));
    const encrypted = Buffer.concat([
      cipher.update(value, 'utf8'),
      cipher.final(),
    ]);
    return {
      keyId: id,
      ciphertext: Buffer.concat([
        nonce,
        cipher.getAuthTag(),
        encrypted,
      ]).toString('base64'),
    };
  }

  open({ keyId, ciphertext }: SealedSecret, place: SecretPlace): OpenedSecret {
    const key = this.#keys.get(keyId);
    if (!key) {
      return { state: 'key-removed', keyId };
    }
    const bytes = Buffer.from(ciphertext, 'base64');
    const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
    if (tag.length !== TAG_BYTES) {
      return { state: 'damaged', keyId };
    }
    const decipher = createDecipheriv(
      ALGORITHM,
      key,
      bytes.subarray(0, NONCE_BYTES),
      { authTagLength: TAG_BYTES },
    )
      .setAAD(boundTo(place))
      .setAuthTag(tag);
    try {
      const value = Buffer.concat([
        decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
        decipher.final(),
      ]).toString('utf8');
      return { state: 'opened', value };
    } catch {
      // The one thing that can fail here is the authentication.
      return { state: 'damaged', keyId };
    }
  }

  /** Whether the secret is encrypted with the key that encrypts today. */
  isCurrent({ keyId }: SealedSecret): boolean {
    return keyId === this.#current.id;
  }

  /** Tells later whether a text is still the same, without revealing it. */
  digest(text: string): string {
    return keyedDigest(text, this.#current);
  }

  matches(text: string, digest: string): boolean {
    const [id] = digest.split(':');
    const secret = this.#keys.get(id);
    if (!secret) {
      return false;
    }
    const expected = Buffer.from(keyedDigest(text, { id, secret }));
    const given = Buffer.from(digest);
    return expected.length === given.length && timingSafeEqual(expected, given);
  }
}

function boundTo({ connectionId, field }: SecretPlace): Buffer {
  return Buffer.from(JSON.stringify([connectionId, field]));
}

// A key of its own, so that no key is used for two algorithms.
function keyedDigest(text: string, { id, secret }: EncryptionKey): string {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'declaration', 32));
  return `${id}:${createHmac('sha256', key).update(text).digest('hex')}`;
}
