import type { Failure } from '@backstage-connector/plugin-connector-common';

/** Why a secret cannot be had. */
export type SecretTrouble =
  | { readonly state: 'key-removed' | 'damaged'; readonly keyId: string }
  | {
      readonly state: 'variable-not-allowed' | 'variable-missing';
      readonly variable: string;
    };

/** Says it to a person: which connection, which field, and what to do. */
export function secretFailure(
  connectionName: string,
  field: string,
  trouble: SecretTrouble,
): Failure {
  const secret = `The secret "${field}" of "${connectionName}"`;
  return {
    code: `secret.${trouble.state}`,
    kind: 'config',
    field,
    ...explained(secret, trouble),
  };
}

function explained(
  secret: string,
  trouble: SecretTrouble,
): Pick<Failure, 'title' | 'remedy'> {
  switch (trouble.state) {
    case 'key-removed':
      return {
        title: `${secret} is encrypted with the key "${trouble.keyId}", which app-config no longer has`,
        remedy:
          'Enter the secret again, or restore the key under connector.encryption.keys.',
      };
    case 'damaged':
      return {
        title: `${secret} cannot be decrypted with the key "${trouble.keyId}"`,
        remedy:
          'Enter the secret again; or, if the key was replaced under the same id, restore the old one.',
      };
    case 'variable-not-allowed':
      return {
        title: `${secret} refers to the variable ${trouble.variable}, which is not allowed`,
        remedy:
          'Add it to connector.encryption.allowedVariables in app-config, or enter the secret.',
      };
    case 'variable-missing':
      return {
        title: `${secret} refers to the variable ${trouble.variable}, which is not set`,
        remedy:
          'Set it in the environment of the backend and restart it, or enter the secret.',
      };
    default:
      return trouble satisfies never;
  }
}
