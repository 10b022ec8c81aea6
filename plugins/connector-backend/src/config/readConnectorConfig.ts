import type { Config } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { z } from 'zod';
import type { EncryptionKey } from '../connections/SecretBox';
import { describeIssue, sentencesOf } from '../describeIssues';
import { configurationError } from './configurationError';
import { archivesSchema, type ArchivesConfig } from './archivesSchema';
import {
  connectionsSchema,
  type DeclaredConnection,
} from './connectionsSchema';
import { duration } from './duration';
import { runsSchema, type RunsConfig } from './runsSchema';

/** What app-config says of the plugin, validated. */
export interface ConnectorPluginConfig {
  readonly encryption: {
    readonly keys: readonly EncryptionKey[];
    /** Environment variables that a secret may refer to. */
    readonly allowedVariables: readonly string[];
  };
  readonly checks: { readonly timeoutMs: number };
  readonly worker: {
    readonly concurrency: number;
    readonly heartbeatMs: number;
    readonly leaseMs: number;
    readonly pollMs: number;
  };
  readonly runs: RunsConfig;
  /** Absent: if the notifications plugin runs in the same backend. */
  readonly notifications: { readonly enabled?: boolean };
  readonly archives: ArchivesConfig;
  readonly connections: readonly DeclaredConnection[];
}

const HOW_TO_MAKE_A_KEY =
  'make one with "openssl rand -base64 32" and keep it out of the repository';

const keySchema = z.strictObject({
  id: z
    .string()
    .max(64)
    .regex(/^[\w-]+$/, 'must be letters, digits, dashes and underscores'),
  secret: z.string().transform((text, context) => {
    const secret = Buffer.from(text, 'base64');
    // Node skips what is not base64, so compare with what it made of it.
    const same = secret.toString('base64') === text.trim();
    if (secret.length !== 32 || !same) {
      context.addIssue({
        code: 'custom',
        message: `must be the base64 of exactly 32 bytes; ${HOW_TO_MAKE_A_KEY}`,
      });
    }
    return secret;
  }),
});

const NO_KEYS = `needs at least one key { id, secret }; ${HOW_TO_MAKE_A_KEY}`;

const keysSchema = z
  .array(keySchema, { error: issue => (issue.input ? undefined : NO_KEYS) })
  .min(1, NO_KEYS)
  .superRefine((keys, context) => {
    for (const [index, { id }] of keys.entries()) {
      if (keys.findIndex(key => key.id === id) !== index) {
        context.addIssue({
          code: 'custom',
          path: [index, 'id'],
          message: `repeats "${id}"; give the new key an id of its own`,
        });
      }
    }
  });

const connectorSchema = z.strictObject({
  encryption: z.preprocess(
    given => given ?? {},
    z.strictObject({
      keys: keysSchema,
      allowedVariables: z.array(z.string()).default([]),
    }),
  ),
  checks: z.strictObject({ timeout: duration(15_000) }).prefault({}),
  worker: z
    .strictObject({
      concurrency: z.number().int().min(1).max(50).default(2),
      heartbeat: duration(1_000),
      // With the wait for a poll, a run is taken over within half a minute.
      lease: duration(20_000),
      pollInterval: duration(5_000),
    })
    .superRefine(({ heartbeat, lease }, context) => {
      if (lease < 3 * heartbeat) {
        context.addIssue({
          code: 'custom',
          path: ['lease'],
          message:
            'must be at least three times connector.worker.heartbeat, or a slow moment looks like a dead worker',
        });
      }
    })
    .prefault({}),
  runs: runsSchema,
  notifications: z
    .strictObject({ enabled: z.boolean().optional() })
    .prefault({}),
  archives: archivesSchema,
  connections: connectionsSchema,
});

/**
 * @param modules - the ids of modules: what they are configured by is theirs.
 * @throws InputError that lists everything that is wrong, by config path.
 */
export function readConnectorConfig(
  config: Config,
  modules: readonly string[] = [],
): ConnectorPluginConfig {
  const settings = Object.entries(
    config.getOptional<JsonObject>('connector') ?? {},
  ).filter(([key]) => !modules.includes(key));
  const parsed = connectorSchema.safeParse(Object.fromEntries(settings), {
    error: describeIssue,
  });
  if (!parsed.success) {
    throw configurationError(
      sentencesOf(parsed.error, path =>
        path ? `connector.${path}` : 'connector',
      ),
    );
  }
  const { checks, worker, ...rest } = parsed.data;
  return {
    ...rest,
    checks: { timeoutMs: checks.timeout },
    worker: {
      concurrency: worker.concurrency,
      heartbeatMs: worker.heartbeat,
      leaseMs: worker.lease,
      pollMs: worker.pollInterval,
    },
  };
}
