import { z } from 'zod';

/**
 * How a connection is doing, with a sentence. Of those that apply the last in
 * this list counts.
 * @public
 */
export const healthStates = {
  ok: 'The last import brought what the source has, and none is overdue.',
  never: 'Nothing has been imported yet.',
  late: 'An import that the schedule asked for is overdue.',
  review: 'The last import holds removals until a person answers.',
  failing: 'The last import failed.',
  disabled: 'The connection is disabled; nothing is expected of it.',
} as const;

/** @public */
export type HealthState = keyof typeof healthStates;

const states = Object.keys(healthStates) as [HealthState, ...HealthState[]];

/** How fresh a connection is against its schedule. @public */
export const connectionHealthSchema = z.object({
  state: z.enum(states),
  lastSuccessAt: z.iso
    .datetime()
    .optional()
    .describe('When an import last brought what the source had.'),
  expectedAt: z.iso
    .datetime()
    .optional()
    .describe(
      'The first start the schedule asks for after the last success; in the past when it is overdue. Absent without a schedule that is switched on.',
    ),
  lateSince: z.iso
    .datetime()
    .optional()
    .describe(
      '`expectedAt`, once it is overdue; also while the connection fails.',
    ),
  consecutiveFailures: z
    .number()
    .int()
    .nonnegative()
    .describe('Failed imports since the last success; counted up to 1000.'),
});

/** @public */
export type ConnectionHealth = z.infer<typeof connectionHealthSchema>;
