import { InputError, isError } from '@backstage/errors';
import stringify from 'fast-json-stable-stringify';
import { isDeepStrictEqual } from 'node:util';
import { configurationError } from '../config/configurationError';
import type { DeclaredConnection } from '../config/connectionsSchema';
import type { StoredConnection } from '../database/connectionRows';
import type { DatabaseConnectionStore } from '../database/DatabaseConnectionStore';
import { nameKey } from '../nameKey';
import { checkSettings } from './checkSettings';
import { isMask } from './mask';
import type { SecretBox } from './SecretBox';
import type { Technologies } from './Technologies';

/** Stands for a person where app-config decided. */
const BY_CONFIGURATION = 'app-config';

export interface DeclareOptions {
  readonly connections: readonly DeclaredConnection[];
  readonly store: DatabaseConnectionStore;
  readonly technologies: Technologies;
  readonly box: SecretBox;
  readonly now: () => Date;
}

/**
 * Brings the connections of app-config into the database, without their
 * secrets. One that is no longer declared stays, disabled: its entities are
 * still in the catalog.
 *
 * @throws InputError that lists everything that is wrong.
 */
export async function declareConnections(
  options: DeclareOptions,
): Promise<void> {
  const { connections, store } = options;
  const stored = await store.list();
  const problems = connections.flatMap((declared, index) =>
    problemsOf(declared, options, stored).map(
      problem => `connector.connections[${index}] (${declared.id}): ${problem}`,
    ),
  );
  if (problems.length > 0) {
    throw configurationError(problems);
  }
  for (const gone of stored) {
    const isDeclared = connections.some(({ id }) => id === gone.id);
    if (gone.origin === 'configuration' && !isDeclared) {
      await retire(gone, options);
    }
  }
  for (const declared of connections) {
    await declare(declared, options);
  }
}

// Its name is free again for a connection that is declared now.
async function retire(
  gone: StoredConnection,
  { store, connections }: DeclareOptions,
): Promise<void> {
  const isTaken = connections.some(({ name }) => sameName(name, gone.name));
  if (gone.enabled || isTaken) {
    await store.update({
      ...gone,
      enabled: false,
      name: isTaken ? `${gone.name} (${gone.id})` : gone.name,
    });
  }
}

async function declare(
  declared: DeclaredConnection,
  { store, box, now }: DeclareOptions,
): Promise<void> {
  // Schedules are declared apart, see declareSchedules.
  const { secrets, schedule, ...settings } = declared;
  const { technology, parameters } = settings;
  const content = stringify({ technology, parameters, secrets });
  const declaration = box.digest(content);
  const at = now().toISOString();
  const [stored] = await store.find([declared.id]);
  if (stored) {
    const same =
      stored.declaration !== undefined &&
      box.matches(content, stored.declaration);
    const revision = same ? stored.revision : stored.revision + 1;
    const changed = { ...stored, ...settings, revision, declaration };
    if (!isDeepStrictEqual(changed, stored)) {
      await store.update({ ...changed, updatedAt: at });
    }
    return;
  }
  try {
    await store.insert({
      ...settings,
      origin: 'configuration',
      secrets: [],
      revision: 1,
      declaration,
      createdBy: BY_CONFIGURATION,
      createdAt: at,
      updatedBy: BY_CONFIGURATION,
      updatedAt: at,
    });
  } catch (error) {
    // Another process of the portal may have started at the same time.
    const [inserted] = await store.find([declared.id]);
    if (!inserted) {
      throw error;
    }
  }
}

function problemsOf(
  { id, name, technology, parameters, secrets, scope }: DeclaredConnection,
  { technologies }: DeclareOptions,
  stored: readonly StoredConnection[],
): string[] {
  const connector = technologies.find(technology);
  const before = stored.find(it => it.id === id);
  const namesake = stored.find(
    it => it.origin === 'portal' && sameName(it.name, name),
  );
  return [
    !connector && technologies.unknown(technology),
    before &&
      before.technology !== technology &&
      `"technology" was ${before.technology} before; declare a connection to ${technology} under an id of its own`,
    namesake &&
      `"name": "${name}" is the name of a connection saved in the portal; rename one of them`,
    ...Object.entries(secrets).map(
      ([field, value]) =>
        isMask(value) && `"secrets.${field}" is a mask, not a secret`,
    ),
    connector &&
      problemOf(() =>
        checkSettings(connector.technology, {
          parameters,
          secretFields: Object.keys(secrets),
          scope,
        }),
      ),
  ].filter(problem => typeof problem === 'string');
}

function problemOf(check: () => void): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (isError(error) && error.name === InputError.name) {
      return error.message;
    }
    throw error;
  }
}

function sameName(one: string, other: string): boolean {
  return nameKey(one) === nameKey(other);
}
