import { z } from 'zod';

/*
 * What the parameters of several endpoints have in common.
 */

export const byId = z.object({ id: z.string().min(1) });

export const page = { cursor: z.string().optional() };

export const nextCursor = z
  .string()
  .optional()
  .describe('Absent on the last page.');

export const limit = (usual: number, most: number) =>
  z.coerce.number().int().min(1).max(most).default(usual);

/** May be given several times, or comma-separated. */
export const oneOrMore = <T extends string>(values: readonly [T, ...T[]]) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform(given => [given].flat().flatMap(text => text.split(',')))
    .pipe(z.array(z.enum(values)))
    .optional();
