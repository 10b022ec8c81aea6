import type { StoredConnection } from '../database/connectionRows';
import { settleInterrupted } from './interruptedCheck';
import type { DeclaredSecrets, SecretVault } from './SecretVault';
import type { Technologies } from './Technologies';

/** Says why an import may not start, with the remedy; undefined means it may. */
export type ImportBlock = (connection: StoredConnection) => string | undefined;

/** What keeps a connection from importing (OC-11, OC-26), most lasting first. */
export function createImportBlock(options: {
  technologies: Technologies;
  vault: SecretVault;
  declared: DeclaredSecrets;
  checkTimeoutMs: number;
  now: () => Date;
}): ImportBlock {
  const { technologies, vault, declared, checkTimeoutMs, now } = options;
  return connection => {
    const { id, origin, technology, revision } = connection;
    const lastCheck =
      connection.lastCheck &&
      settleInterrupted(connection.lastCheck, {
        timeoutMs: checkTimeoutMs,
        now: now(),
      });
    if (origin === 'configuration' && !declared.has(id)) {
      return 'app-config no longer declares this connection, but its entities are still in the catalog; delete it, or declare it again.';
    }
    if (!connection.enabled) {
      return 'The connection is disabled; enable it.';
    }
    if (!technologies.find(technology)) {
      return `The technology "${technology}" is not installed any more; add its backend module, or delete the connection.`;
    }
    const lost = vault.unreadable(connection);
    if (lost) {
      return `${lost.title}. ${lost.remedy}`;
    }
    if (connection.testedRevision === undefined && !lastCheck) {
      return 'The connection has not been tested; test it.';
    }
    if (lastCheck?.state === 'failed' && lastCheck.revision === revision) {
      const cause = lastCheck.failure ? ` (${lastCheck.failure.title})` : '';
      return `The last test failed${cause}; correct the settings or the source, and test again.`;
    }
    if (connection.testedRevision !== revision) {
      return 'The settings have not passed a test since they were last changed; test the connection.';
    }
    return undefined;
  };
}
