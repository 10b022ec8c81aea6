import {
  importOptionsSchema,
  type Failure,
} from '@backstage-connector/plugin-connector-common';

const { timeoutMinutes } = importOptionsSchema.shape;

/** Milliseconds that an attempt at a run of these settings may take. */
export function timeLimitMs(
  settings: Readonly<Record<string, unknown>>,
  usualMs: number,
): number {
  const { options } = settings as { options?: Record<string, unknown> };
  const { data } = timeoutMinutes.safeParse(options?.timeoutMinutes);
  return data === undefined ? usualMs : data * 60_000;
}

/**
 * Not tried again: what took too long will, until somebody changes the source or
 * the limit.
 */
export function timedOut(limitMs: number, ofArchive: boolean): Failure {
  const failure = {
    code: 'run.timed-out',
    kind: 'config',
    title: `The run took longer than ${inWords(limitMs)} and was stopped`,
  } as const;
  return ofArchive
    ? {
        ...failure,
        remedy:
          'Look in its log at what took so long. Raise connector.runs.timeout in app-config, or import fewer objects at a time.',
      }
    : {
        ...failure,
        remedy:
          'Look in its log at what took so long. If the source only is large, raise "timeoutMinutes" of the connection, or connector.runs.timeout in app-config; else take less of it by patterns.',
        field: 'timeoutMinutes',
      };
}

function inWords(ms: number): string {
  return ms < 60_000 ? `${ms / 1000} s` : `${Math.round(ms / 60_000)} minutes`;
}
