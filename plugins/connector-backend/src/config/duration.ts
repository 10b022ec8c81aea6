import { ConfigReader, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds, type JsonValue } from '@backstage/types';
import { z } from 'zod';

/** A duration of app-config, in milliseconds. */
export const duration = (usualMs: number, range: { maxMs?: number } = {}) =>
  z
    .unknown()
    .transform((value, context) => {
      try {
        return durationToMilliseconds(
          readDurationFromConfig(
            new ConfigReader({ value: value as JsonValue }),
            { key: 'value' },
          ),
        );
      } catch {
        context.addIssue({
          code: 'custom',
          message:
            'must be a duration, such as { seconds: 15 }, "15s" or "PT15S"',
        });
        return z.NEVER;
      }
    })
    .pipe(
      z
        .number()
        .min(100, 'must be at least 100 ms')
        .max(range.maxMs ?? Infinity, {
          error: `must be at most ${(range.maxMs ?? 0) / 3_600_000} hours`,
        }),
    )
    .prefault({ milliseconds: usualMs });
