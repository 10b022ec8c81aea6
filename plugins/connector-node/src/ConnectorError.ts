import type { Failure } from '@backstage-connector/plugin-connector-common';

/**
 * A failure inside a check or run, explained. The kind decides about retries:
 * `config` never, `transient` yes, `system` is a defect of ours.
 * @public
 */
export class ConnectorError extends Error {
  override readonly name = 'ConnectorError';
  readonly failure: Failure;

  constructor(failure: Failure, cause?: unknown) {
    super(`${failure.title}. ${failure.remedy}`, { cause });
    this.failure = failure;
  }
}
