import type {
  RunStage,
  StageProgress,
} from '@backstage-connector/plugin-connector-common';

/** The progress of a run's stages: one at a time, each only grows. */
export class StageClock {
  readonly #now: () => Date;
  #stages: StageProgress[];

  constructor(now: () => Date, stages: readonly StageProgress[] = []) {
    this.#now = now;
    this.#stages = [...stages];
  }

  /** Starts a stage; stages may overlap, as extract and map do. */
  start(stage: RunStage, total?: number): void {
    this.#stages = [
      ...this.#stages.filter(known => known.stage !== stage),
      { stage, done: 0, total, startedAt: this.#at() },
    ];
  }

  progress(stage: RunStage, done: number, total?: number): void {
    this.#change(stage, known => ({
      ...known,
      done: Math.max(known.done, done),
      total: total ?? known.total,
    }));
  }

  end(stage: RunStage): void {
    this.#change(stage, known => ({
      ...known,
      total: known.done,
      endedAt: this.#at(),
    }));
  }

  get stages(): readonly StageProgress[] {
    return this.#stages;
  }

  /** Milliseconds by stage, of those that have ended. */
  get durationsMs(): Record<string, number> {
    return Object.fromEntries(
      this.#stages.flatMap(({ stage, startedAt, endedAt }) =>
        endedAt ? [[stage, Date.parse(endedAt) - Date.parse(startedAt)]] : [],
      ),
    );
  }

  #change(stage: RunStage, change: (known: StageProgress) => StageProgress) {
    this.#stages = this.#stages.map(known =>
      known.stage === stage ? change(known) : known,
    );
  }

  #at() {
    return this.#now().toISOString();
  }
}
