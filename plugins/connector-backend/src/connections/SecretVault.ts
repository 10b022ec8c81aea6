import type {
  Connection,
  Failure,
  SecretInput,
  Technology,
} from '@backstage-connector/plugin-connector-common';
import { ConnectorError } from '@backstage-connector/plugin-connector-node';
import { InputError } from '@backstage/errors';
import type {
  StoredConnection,
  StoredSecret,
} from '../database/connectionRows';
import { isMask } from './mask';
import type { OpenedSecret, SecretBox } from './SecretBox';
import { secretFailure, type SecretTrouble } from './secretFailure';

type SecretHolder = Pick<StoredConnection, 'id' | 'name' | 'secrets'>;

/** Clear-text secrets by field, of each connection that app-config declares. */
export type DeclaredSecrets = ReadonlyMap<
  string,
  Readonly<Record<string, string>>
>;

/**
 * Keeps the secrets of connections (OC-40). In clear text they leave it only by
 * {@link SecretVault.reveal}, for an open source.
 */
export class SecretVault {
  static create(options: {
    box: SecretBox;
    declared: DeclaredSecrets;
    allowedVariables: readonly string[];
    environment: Readonly<Record<string, string | undefined>>;
  }) {
    return new SecretVault(options);
  }

  readonly #box: SecretBox;
  readonly #declared: DeclaredSecrets;
  readonly #allowedVariables: readonly string[];
  readonly #environment: Readonly<Record<string, string | undefined>>;

  private constructor(options: Parameters<typeof SecretVault.create>[0]) {
    this.#box = options.box;
    this.#declared = options.declared;
    this.#allowedVariables = options.allowedVariables;
    this.#environment = options.environment;
  }

  /**
   * What to store for what a person sent. A secret that is left out keeps what
   * is stored, re-encrypted if its key is an old one.
   *
   * @throws InputError that names the field.
   */
  seal(
    connectionId: string,
    given: Readonly<Record<string, SecretInput>>,
    stored: readonly StoredSecret[] = [],
  ): { secrets: StoredSecret[]; changed: boolean } {
    const kept = stored.filter(({ field }) => !(field in given));
    const replaced = Object.entries(given).flatMap(([field, input]) =>
      this.#sealOne(connectionId, field, input),
    );
    const before = stored.filter(({ field }) => field in given);
    return {
      secrets: [
        ...kept.map(secret => this.renewed(connectionId, secret)),
        ...replaced,
      ],
      changed: !sameReferences(before, replaced),
    };
  }

  /**
   * The secrets in clear text.
   *
   * @throws ConnectorError that names connection and field, when one cannot be
   * read.
   */
  reveal(connection: SecretHolder): Record<string, string> {
    const declared = this.#declared.get(connection.id);
    return (
      declared ??
      Object.fromEntries(
        connection.secrets.map(secret => {
          const opened = this.#open(connection.id, secret);
          if (opened.state !== 'opened') {
            throw new ConnectorError(
              secretFailure(connection.name, secret.field, opened),
            );
          }
          return [secret.field, opened.value];
        }),
      )
    );
  }

  /**
   * The secret encrypted with the current key; as it is when that key has
   * encrypted it, or no key opens it.
   */
  renewed(connectionId: string, secret: StoredSecret): StoredSecret {
    if (secret.from === 'environment' || this.#box.isCurrent(secret)) {
      return secret;
    }
    const opened = this.#open(connectionId, secret);
    return opened.state === 'opened'
      ? this.#sealed(connectionId, secret.field, opened.value)
      : secret;
  }

  /** The secrets of a connection, encrypted for another one. */
  copy(connection: SecretHolder, toId: string): StoredSecret[] {
    const values = this.reveal(connection);
    return Object.entries(values).map(([field, value]) => {
      const stored = connection.secrets.find(it => it.field === field);
      return stored?.from === 'environment'
        ? stored
        : this.#sealed(toId, field, value);
    });
  }

  /** Why a stored secret cannot be read any more, if so. */
  unreadable(connection: SecretHolder): Failure | undefined {
    for (const secret of connection.secrets) {
      const opened = this.#open(connection.id, secret);
      if (opened.state !== 'opened') {
        return secretFailure(connection.name, secret.field, opened);
      }
    }
    return undefined;
  }

  /** Those secrets that can be read now, to be looked for in texts. */
  readable(connection: SecretHolder): string[] {
    const declared = this.#declared.get(connection.id);
    const opened = connection.secrets.map(it => this.#open(connection.id, it));
    return [
      ...Object.values(declared ?? {}),
      ...opened.flatMap(it => (it.state === 'opened' ? [it.value] : [])),
    ];
  }

  /** The fields that have a secret, here or in app-config. */
  fieldsOf(connection: SecretHolder): string[] {
    const declared = this.#declared.get(connection.id) ?? {};
    const stored = connection.secrets.map(({ field }) => field);
    return [...new Set([...Object.keys(declared), ...stored])];
  }

  /** What may be told of the secrets: whether they are set. */
  status(
    connection: SecretHolder,
    technology: Technology | undefined,
  ): Connection['secrets'] {
    const fields = technology?.fields.filter(({ type }) => type === 'secret');
    const declared = Object.keys(this.#declared.get(connection.id) ?? {});
    return {
      ...Object.fromEntries(fields?.map(it => [it.name, { set: false }]) ?? []),
      ...Object.fromEntries(declared.map(field => [field, { set: true }])),
      ...Object.fromEntries(
        connection.secrets.map(secret => [
          secret.field,
          secret.from === 'environment'
            ? { set: true, variable: secret.variable }
            : { set: true },
        ]),
      ),
    };
  }

  #sealOne(
    connectionId: string,
    field: string,
    input: SecretInput,
  ): StoredSecret[] {
    switch (input.from) {
      case 'none':
        return [];
      case 'environment':
        if (!this.#allowedVariables.includes(input.variable)) {
          throw new InputError(
            `"secrets.${field}": the variable ${
              input.variable
            } is not allowed; add it to connector.encryption.allowedVariables in app-config, or use one of: ${
              this.#allowedVariables.join(', ') || 'none'
            }`,
          );
        }
        return [{ field, ...input }];
      case 'value':
        if (isMask(input.value)) {
          throw new InputError(
            `"secrets.${field}" is a mask, not a secret; leave it out to keep the stored one`,
          );
        }
        return [this.#sealed(connectionId, field, input.value)];
      default:
        return input satisfies never;
    }
  }

  #sealed(connectionId: string, field: string, value: string): StoredSecret {
    const sealed = this.#box.seal(value, { connectionId, field });
    return { field, from: 'value', ...sealed };
  }

  #open(
    connectionId: string,
    secret: StoredSecret,
  ): (OpenedSecret & { state: 'opened' }) | SecretTrouble {
    if (secret.from === 'value') {
      return this.#box.open(secret, { connectionId, field: secret.field });
    }
    const { variable } = secret;
    if (!this.#allowedVariables.includes(variable)) {
      return { state: 'variable-not-allowed', variable };
    }
    const value = this.#environment[variable];
    return value
      ? { state: 'opened', value }
      : { state: 'variable-missing', variable };
  }
}

// Nobody can see whether a value that was sent is the stored one, so it counts
// as another; a reference does not.
function sameReferences(
  before: readonly StoredSecret[],
  after: readonly StoredSecret[],
): boolean {
  return (
    before.length === after.length &&
    after.every(
      ({ field, ...secret }) =>
        secret.from === 'environment' &&
        before.some(
          it =>
            it.field === field &&
            it.from === 'environment' &&
            it.variable === secret.variable,
        ),
    )
  );
}
