import { z } from 'zod';
import { duration } from './duration';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How runs are tried again, limited and kept. */
export interface RunsConfig {
  readonly retry: {
    readonly attempts: number;
    readonly initialDelayMs: number;
    readonly maxDelayMs: number;
  };
  readonly timeoutMs: number;
  /** By technology; one that is not named has no limit. */
  readonly limits: Readonly<Record<string, number>>;
  readonly retention: {
    readonly maxAgeMs: number;
    readonly maxRunsPerConnection: number;
    readonly detailsMaxAgeMs: number;
  };
}

/** What app-config says below `connector.runs`. */
export const runsSchema = z
  .strictObject({
    retry: z
      .strictObject({
        attempts: z.number().int().min(1).max(20).default(3),
        initialDelay: duration(30 * SECOND, { maxMs: DAY }),
        maxDelay: duration(15 * MINUTE, { maxMs: DAY }),
      })
      .superRefine(({ initialDelay, maxDelay }, context) => {
        if (maxDelay < initialDelay) {
          context.addIssue({
            code: 'custom',
            path: ['maxDelay'],
            message:
              'must be at least connector.runs.retry.initialDelay; raise it, or lower that',
          });
        }
      })
      .prefault({}),
    timeout: duration(6 * HOUR, { maxMs: 7 * DAY }),
    concurrencyPerTechnology: z
      .record(z.string(), z.number().int().min(1).max(1000))
      .default({}),
    retention: z
      .strictObject({
        maxAge: duration(90 * DAY),
        maxRunsPerConnection: z.number().int().min(1).default(500),
        detailsMaxAge: duration(30 * DAY),
      })
      .prefault({}),
  })
  .prefault({})
  .transform(
    ({ retry, timeout, concurrencyPerTechnology, retention }): RunsConfig => ({
      retry: {
        attempts: retry.attempts,
        initialDelayMs: retry.initialDelay,
        maxDelayMs: retry.maxDelay,
      },
      timeoutMs: timeout,
      limits: concurrencyPerTechnology,
      retention: {
        maxAgeMs: retention.maxAge,
        maxRunsPerConnection: retention.maxRunsPerConnection,
        detailsMaxAgeMs: retention.detailsMaxAge,
      },
    }),
  );
