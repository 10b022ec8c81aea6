import { z } from 'zod';
import { defaultArchiveLimits, type ArchiveLimits } from '../archives/format';
import { duration } from './duration';

const DAY = 24 * 3_600_000;

/** How archives are made, read and kept. */
export interface ArchivesConfig {
  /** What exported archives call this portal; undefined: its usual name. */
  readonly portalName: string | undefined;
  /** How long an uploaded archive is kept. */
  readonly expiryMs: number;
  /** Kinds that may be imported besides those the catalog has already. */
  readonly kinds: readonly { apiVersion: string; kind: string }[];
  readonly limits: ArchiveLimits;
}

const limit = (usual: number) => z.number().int().min(1).default(usual);

/** What app-config says below `connector.archives`. */
export const archivesSchema = z
  .strictObject({
    portalName: z.string().trim().min(1, 'is empty').max(100).optional(),
    expiry: duration(DAY, { maxMs: 365 * DAY }),
    kinds: z
      .array(
        z.strictObject({
          apiVersion: z.string().min(1, 'is required'),
          kind: z.string().min(1, 'is required'),
        }),
      )
      .default([]),
    limits: z
      .strictObject({
        fileBytes: limit(defaultArchiveLimits.fileBytes),
        unpackedBytes: limit(defaultArchiveLimits.unpackedBytes),
        ratio: limit(defaultArchiveLimits.ratio),
        entries: limit(defaultArchiveLimits.entries),
        headerBytes: limit(defaultArchiveLimits.headerBytes),
        lineBytes: limit(defaultArchiveLimits.lineBytes),
        depth: limit(defaultArchiveLimits.depth),
        values: limit(defaultArchiveLimits.values),
        objects: limit(defaultArchiveLimits.objects),
        objectReferences: limit(defaultArchiveLimits.objectReferences),
        references: limit(defaultArchiveLimits.references),
      } satisfies Record<keyof ArchiveLimits, z.ZodType>)
      .prefault({}),
  })
  .prefault({})
  .transform(
    ({ portalName, expiry, kinds, limits }): ArchivesConfig => ({
      portalName,
      expiryMs: expiry,
      kinds,
      limits,
    }),
  );
