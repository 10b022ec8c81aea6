import {
  ARCHIVE_SOURCE_ID,
  importOptionsSchema,
  scopeSchema,
} from '@backstage-connector/plugin-connector-common';
import { z } from 'zod';
import { nameKey } from '../nameKey';
import { declaredScheduleSchema } from '../schedules/declaredScheduleSchema';

const source = z
  .string()
  .default('new')
  .transform((text, context) => {
    const parsed = importOptionsSchema.shape.source.safeParse(
      text === 'new' || text === 'none'
        ? { kind: text }
        : { kind: 'existing', ref: text },
    );
    if (parsed.success) {
      return parsed.data;
    }
    context.addIssue({
      code: 'custom',
      message:
        'must be new, none, or a System or Domain such as system:default/retail',
    });
    return z.NEVER;
  });

const { source: _, ...flatOptions } = importOptionsSchema.shape;

const connectionSchema = z
  .strictObject({
    id: z
      .string()
      .max(63)
      .regex(
        /^[a-z0-9]+(-[a-z0-9]+)*$/,
        'must be lower case letters, digits and single dashes',
      )
      .refine(
        id => id !== ARCHIVE_SOURCE_ID,
        `must not be "${ARCHIVE_SOURCE_ID}": that is what imported archives are; choose another`,
      ),
    name: z.string().trim().min(1, 'is required').max(200),
    technology: z.string().min(1, 'is required'),
    enabled: z.boolean().default(true),
    parameters: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
      .default({}),
    secrets: z.record(z.string(), z.string().min(1, 'is empty')).default({}),
    scope: scopeSchema.partial().strict().default({}),
    schedule: declaredScheduleSchema.optional(),
    source,
    ...flatOptions,
  })
  .transform(
    ({
      id,
      name,
      technology,
      enabled,
      parameters,
      secrets,
      scope: { include = [], exclude = [] },
      schedule,
      ...options
    }) => ({
      id,
      enabled,
      name,
      technology,
      parameters,
      secrets,
      scope: { include, exclude },
      ...(schedule && { schedule }),
      options,
    }),
  );

/** A connection as app-config declares it, secrets in clear text. */
export type DeclaredConnection = z.infer<typeof connectionSchema>;

export const connectionsSchema = z
  .array(connectionSchema)
  .default([])
  .superRefine((connections, context) => {
    const ids = new Set<string>();
    const names = new Set<string>();
    for (const [index, { id, name }] of connections.entries()) {
      const key = nameKey(name);
      if (ids.has(id)) {
        context.addIssue({
          code: 'custom',
          path: [index, 'id'],
          message: `repeats "${id}"; give each connection its own id`,
        });
      }
      if (names.has(key)) {
        context.addIssue({
          code: 'custom',
          path: [index, 'name'],
          message: `repeats "${name}"; names must differ in more than case`,
        });
      }
      ids.add(id);
      names.add(key);
    }
  });
