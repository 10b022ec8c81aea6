import type { CheckReport } from '@backstage-connector/plugin-connector-common';

export const passedCheck: CheckReport = {
  revision: 1,
  state: 'passed',
  startedAt: '2026-11-22T09:00:00.000Z',
  endedAt: '2026-11-22T09:00:01.000Z',
  steps: [
    {
      id: 'reach',
      title: 'Reach the host',
      importance: 'mandatory',
      outcome: 'passed',
      evidence: 'db.example.com:5432 answered.',
      durationMs: 12,
    },
    {
      id: 'authenticate',
      title: 'Authenticate',
      importance: 'mandatory',
      outcome: 'passed',
      evidence: 'Signed in as reader.',
      durationMs: 48,
    },
    {
      id: 'comments',
      title: 'Read comments',
      importance: 'optional',
      outcome: 'failed',
      failure: {
        code: 'grant.missing',
        kind: 'config',
        title: 'The user may not read comments',
        remedy: 'Grant it the right to read pg_description.',
      },
      consequence: 'Comments will not be imported.',
      durationMs: 7,
    },
  ],
};

export const runningCheck: CheckReport = {
  revision: 1,
  state: 'running',
  startedAt: '2026-11-22T09:00:00.000Z',
  steps: [
    passedCheck.steps[0],
    {
      id: 'authenticate',
      title: 'Authenticate',
      importance: 'mandatory',
      outcome: 'running',
    },
    {
      id: 'comments',
      title: 'Read comments',
      importance: 'optional',
      outcome: 'pending',
    },
  ],
};

const refused = {
  code: 'authentication.password',
  kind: 'config',
  title: 'The server refuses the user or the password',
  remedy: 'Correct the user and the password.',
  step: 'authenticate',
  field: 'password',
  driverMessage: 'password authentication failed for user "reader"',
} as const;

export const failedCheck: CheckReport = {
  revision: 1,
  state: 'failed',
  startedAt: '2026-11-22T09:00:00.000Z',
  endedAt: '2026-11-22T09:00:01.000Z',
  failure: refused,
  steps: [
    passedCheck.steps[0],
    {
      id: 'authenticate',
      title: 'Authenticate',
      importance: 'mandatory',
      outcome: 'failed',
      failure: refused,
      durationMs: 61,
    },
    {
      id: 'comments',
      title: 'Read comments',
      importance: 'optional',
      outcome: 'skipped',
      reason: 'A step before it failed.',
    },
  ],
};
