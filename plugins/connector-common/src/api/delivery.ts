import type { Entity } from '@backstage/catalog-model';
import { z } from 'zod';
import { LOCATION_TYPE } from '../annotations';

/** Where the catalog takes deliveries, below `/api/catalog`. @public */
export const DELIVERY_PATH = '/connector/v1/deliveries';

/** The most that one delivery may hold. @public */
export const deliveryLimits = {
  /** References added, and references removed: more would block the catalog. */
  references: 1_000,
  /** Of the request's JSON. */
  bytes: 64 * 1024 * 1024,
} as const;

/**
 * The location of all entities of one connection: the value of both
 * `managed-by` annotations, and the key that keeps others from replacing them.
 * @public
 */
export function connectionLocation(connectionId: string): string {
  return `${LOCATION_TYPE}:${connectionId}`;
}

/**
 * What the connector plugin sends to the catalog: entities to add or replace,
 * and references to remove.
 * @public
 */
export const deliverySchema = z.strictObject({
  source: z.string().min(1).max(64).describe('The id of the connection.'),
  // Not validated here: one malformed entity must not lose the others.
  added: z.array(z.custom<Entity>()).max(deliveryLimits.references),
  removed: z.array(z.string()).max(deliveryLimits.references),
});

/** @public */
export type Delivery = z.infer<typeof deliverySchema>;

/** @public */
export const rejectionSchema = z.object({
  ref: z.string().describe('Or the place in the delivery: added[3].'),
  error: z.string(),
  holder: z
    .string()
    .optional()
    .describe('The location of whoever holds the reference, if that is why.'),
});

/** What the catalog did not take, and why. @public */
export type Rejection = z.infer<typeof rejectionSchema>;

/** @public */
export const deliveryResultSchema = z.object({
  accepted: z.number().int().describe('References added or removed.'),
  rejected: z.array(rejectionSchema),
});

/** @public */
export type DeliveryResult = z.infer<typeof deliveryResultSchema>;
