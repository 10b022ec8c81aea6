/**
 * Why a run's signal was aborted: a person cancelled it, another worker holds it
 * now, this process ends, or it took longer than it may.
 */
export type AbortReason = 'cancelled' | 'lost' | 'shutdown' | 'timed-out';

/** The reason of a run's aborted signal. */
export class RunAborted extends Error {
  override readonly name = 'RunAborted';
  readonly reason: AbortReason;

  constructor(reason: AbortReason) {
    super(`The run was stopped: ${reason}`);
    this.reason = reason;
  }
}
