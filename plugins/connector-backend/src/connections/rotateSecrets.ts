import type { DatabaseConnectionStore } from '../database/DatabaseConnectionStore';
import type { SecretVault } from './SecretVault';

/**
 * Encrypts every secret again that an older key has encrypted, so that the old
 * key can be removed. What no key opens stays as it is.
 *
 * @returns how many were encrypted again.
 */
export async function rotateSecrets(options: {
  vault: SecretVault;
  store: DatabaseConnectionStore;
}): Promise<number> {
  const { vault, store } = options;
  let rotated = 0;
  for (const { id, secrets } of await store.list()) {
    for (const secret of secrets) {
      const renewed = vault.renewed(id, secret);
      if (renewed !== secret) {
        await store.replaceSecret(id, secret, renewed);
        rotated += 1;
      }
    }
  }
  return rotated;
}
