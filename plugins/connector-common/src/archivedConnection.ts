import { z } from 'zod';
import { importOptionsSchema, scopeSchema } from './connection';
import { scheduleDefinitionSchema } from './schedule';
import { technologySchema } from './technology';

/** What an archive may say of connections, at most. @public */
export const ARCHIVED_CONNECTIONS = {
  count: 1_000,
  /** Of all of them as JSON. */
  characters: 1_000_000,
} as const;

const FIELD_NAME = /^[a-z][A-Za-z0-9]*$/;

// Not by the schema of the keys: a problem would repeat whatever stands there.
const parameters = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
  .refine(
    given => Object.keys(given).every(name => FIELD_NAME.test(name)),
    'has a name that no setting has',
  );

/** A connection in an archive: how it is set up, without its secrets (AR-5). @public */
export const archivedConnectionSchema = z.object({
  id: z.string().min(1).max(64),
  name: z.string().min(1).max(300),
  technology: technologySchema.shape.id,
  parameters,
  withheld: z
    .array(z.string().regex(FIELD_NAME, 'is not the name of a setting'))
    .describe(
      'The settings to enter again: its secrets, and settings that held one, or may have.',
    ),
  scope: scopeSchema,
  options: importOptionsSchema,
  schedule: scheduleDefinitionSchema.optional(),
});

/** @public */
export type ArchivedConnection = z.output<typeof archivedConnectionSchema>;

/** @public */
export const archivedConnectionsSchema = z
  .array(archivedConnectionSchema)
  .max(ARCHIVED_CONNECTIONS.count)
  .refine(
    connections =>
      new Set(connections.map(({ id }) => id)).size === connections.length,
    'repeats an id',
  )
  .refine(
    connections =>
      JSON.stringify(connections).length <= ARCHIVED_CONNECTIONS.characters,
    `has more than ${ARCHIVED_CONNECTIONS.characters} characters`,
  )
  .describe('How connections were set up, without their secrets.');
