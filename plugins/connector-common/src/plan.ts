import type { Entity } from '@backstage/catalog-model';
import { z } from 'zod';
import type { ReasonCode } from './reasons';

/**
 * What is decided for an object.
 * @public
 */
export const actions = [
  'create',
  'replace',
  'ignore',
  'reject',
  'skip',
  'remove',
  'flag',
] as const;

/** @public */
export type Action = (typeof actions)[number];

/** One difference between two entities. @public */
export const fieldChangeSchema = z.object({
  path: z.string().describe('E.g. metadata.description or columns.total.type.'),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});

/** @public */
export type FieldChange = z.infer<typeof fieldChangeSchema>;

/**
 * What the API tells of a decision: the action, the rule that made it, and the
 * reason with its facts. The sentence is made from the reason (see
 * {@link explain}).
 * @public
 */
export const decisionSchema = z.object({
  seq: z.number().int().positive(),
  uid: z.string(),
  ref: z.string(),
  title: z.string(),
  assetKind: z.string(),
  action: z.enum(actions),
  rule: z.string(),
  reason: z.string(),
  sentence: z.string(),
  remedy: z.string().optional(),
  notes: z
    .array(
      z.object({
        rule: z.string(),
        reason: z.string(),
        sentence: z.string(),
      }),
    )
    .optional()
    .describe('What else was decided for it, e.g. who owns it.'),
  applied: z
    .boolean()
    .optional()
    .describe('Whether it has been carried out; never in previews.'),
  changes: z.array(fieldChangeSchema).optional(),
});

/** @public */
export type DecisionRecord = z.infer<typeof decisionSchema>;

/** Why something was decided. Apply never branches on it. @public */
export interface Because {
  /** The identity of the object (UUIDv5 of the URN for assets). */
  readonly uid: string;
  readonly ref: string;
  readonly urn: string;
  readonly rule: string;
  readonly reason: ReasonCode;
  /** Fills the placeholders of the reason's sentence. */
  readonly facts?: Readonly<Record<string, string>>;
}

/** Something decided beside the action, e.g. who owns the object. @public */
export interface Note {
  readonly rule: string;
  readonly reason: ReasonCode;
  readonly facts?: Readonly<Record<string, string>>;
}

/**
 * What is decided for one object, and with which entities:
 *
 * | action  | before | after | meaning                                       |
 * | ------- | ------ | ----- | --------------------------------------------- |
 * | create  |        | yes   | the catalog does not have it yet              |
 * | replace | yes    | yes   | the source has changed it                     |
 * | ignore  |        |       | nothing to do                                 |
 * | reject  |        |       | a rule says no                                |
 * | skip    |        |       | it cannot be imported                         |
 * | remove  | yes    |       | confirmed absent, and the policy removes      |
 * | flag    | yes    | yes   | confirmed absent, and the policy only marks it |
 * @public
 */
export type Decision =
  | (Because & { readonly action: 'create'; readonly after: Entity })
  | (Because & {
      readonly action: 'replace' | 'flag';
      readonly before: Entity;
      readonly after: Entity;
      readonly changes: readonly FieldChange[];
    })
  | (Because & { readonly action: 'ignore' | 'reject' | 'skip' })
  | (Because & { readonly action: 'remove'; readonly before: Entity });
