import type {
  CheckReport,
  CheckStepDeclaration,
  CheckStepResult,
  Failure,
} from '@backstage-connector/plugin-connector-common';

/** The steps of one connection test, as far as they are known. */
export class StepResults {
  readonly #revision: number;
  readonly #startedAt: string;
  readonly #now: () => Date;
  #steps: CheckStepResult[];
  #runningSince = 0;

  constructor(options: {
    steps: readonly CheckStepDeclaration[];
    revision: number;
    startedAt: Date;
    now: () => Date;
  }) {
    this.#revision = options.revision;
    this.#now = options.now;
    this.#startedAt = options.startedAt.toISOString();
    this.#steps = options.steps.map(({ id, title, importance }) => ({
      id,
      title,
      importance,
      outcome: 'pending',
    }));
  }

  /** The step being tried; its duration counts from here. */
  running(id: string): void {
    this.#runningSince = this.#now().getTime();
    this.#set(id, { outcome: 'running' });
  }

  passed(id: string, evidence: string): void {
    this.#set(id, {
      outcome: 'passed',
      evidence,
      durationMs: this.#elapsedMs(),
    });
  }

  failed(step: CheckStepDeclaration, failure: Failure): void {
    this.#set(step.id, {
      outcome: 'failed',
      failure,
      ...(step.importance === 'optional' && { consequence: step.consequence }),
      durationMs: this.#elapsedMs(),
    });
  }

  /** What has not been decided will not be. */
  skipRest(reason: string): void {
    for (const step of this.#steps) {
      if (step.outcome === 'pending' || step.outcome === 'running') {
        this.#set(step.id, { outcome: 'skipped', reason });
      }
    }
  }

  report(state: CheckReport['state'], failure?: Failure): CheckReport {
    return {
      revision: this.#revision,
      state,
      startedAt: this.#startedAt,
      ...(state !== 'running' && { endedAt: this.#now().toISOString() }),
      steps: [...this.#steps],
      ...(failure && { failure }),
    };
  }

  #elapsedMs(): number {
    const elapsed = this.#now().getTime() - this.#runningSince;
    this.#runningSince += elapsed;
    return elapsed;
  }

  #set(id: string, outcome: Outcome): void {
    this.#steps = this.#steps.map(step =>
      step.id === id
        ? {
            id,
            title: step.title,
            importance: step.importance,
            ...outcome,
          }
        : step,
    );
  }
}

type Outcome = CheckStepResult extends infer Result
  ? Result extends CheckStepResult
    ? Omit<Result, 'id' | 'title' | 'importance'>
    : never
  : never;
