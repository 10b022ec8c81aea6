import type {
  Archive,
  ArchiveOptions,
  ArchivePlan,
  ArchiveSelection,
  Failure,
  Finding,
  Run,
  RunReport,
} from '@backstage-connector/plugin-connector-common';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { randomUUID } from 'node:crypto';
import type { Caller } from '../../../connections/ConnectionAccess';
import type {
  DatabaseDecisionStore,
  PlannedDecision,
} from '../../../database/DatabaseDecisionStore';
import type { DatabaseMappingStore } from '../../../database/DatabaseMappingStore';
import type { DatabasePlanStore } from '../../../database/DatabasePlanStore';
import type { DatabaseRunStore } from '../../../database/DatabaseRunStore';
import { createRunSummary } from '../../../report';
import {
  archivePlan,
  countChosen,
  planSettingsSchema,
  type PlanSettings,
} from './archivePlan';
import type { ArchivePlanner } from './ArchivePlanner';
import type { BasisCheck } from './BasisCheck';
import type { UndoPlanner } from './UndoPlanner';

/** How many changes a refusal names. */
const NAMED_CHANGES = 10;

/** A plan that is not complete after this time never will be. */
const ABANDONED_MS = 3_600_000;

/** Makes, keeps and applies plans of imports and of undoing them. */
export class PlanService {
  static create(options: {
    planner: ArchivePlanner;
    undo: UndoPlanner;
    check: BasisCheck;
    plans: DatabasePlanStore;
    decisions: DatabaseDecisionStore;
    mappings: DatabaseMappingStore;
    runs: Pick<DatabaseRunStore, 'get'>;
    worker: { wake(): void };
  }) {
    return new PlanService(options);
  }

  readonly #options: Parameters<typeof PlanService.create>[0];

  private constructor(options: Parameters<typeof PlanService.create>[0]) {
    this.#options = options;
  }

  async planImport(
    archive: Archive,
    wanted: { selection: ArchiveSelection; options: ArchiveOptions },
    caller: Caller,
  ): Promise<ArchivePlan> {
    requirePerson(caller);
    const plan = await this.#options.planner.plan(archive, wanted, caller);
    const { findings, applicable } = plan.verdicts;
    return this.#store({
      name: archive.fileName,
      caller,
      settings: {
        kind: 'import',
        archiveId: archive.id,
        instance: archive.header.source.instance,
        selection: wanted.selection,
        chosen: countChosen(wanted.selection, archive),
        options: plan.options,
        applicable,
      },
      decisions: plan.decisions(),
      findings,
      isEarlier: it => it.archiveId === archive.id,
    });
  }

  /** @throws ConflictError when the run cannot be undone. */
  async planUndo(run: Run, caller: Caller): Promise<ArchivePlan> {
    requirePerson(caller);
    this.#options.undo.requireUndoable(run);
    const plan = await this.#options.undo.plan(run, caller);
    return this.#store({
      name: run.connectionName,
      caller,
      settings: {
        kind: 'undo',
        undoes: run.id,
        applicable: plan.applicable,
      },
      decisions: plan.decisions(),
      findings: [],
      isEarlier: it => it.undoes === run.id,
    });
  }

  /** @throws NotFoundError also for those of others. */
  async get(id: string, caller: Caller): Promise<ArchivePlan> {
    return this.#shown(await this.#own(id, caller));
  }

  /**
   * Has the run worker do what the plan says.
   *
   * @throws ConflictError that says what has changed since it was made (AR-60).
   */
  async apply(id: string, caller: Caller): Promise<Run> {
    const plan = await this.#own(id, caller);
    const { plans, check, mappings, runs, worker } = this.#options;
    if (plan.kind === 'import') {
      throw new ConflictError(
        'The plan was applied already; its run shows what became of it',
      );
    }
    // A plan is made again of its selection, which may name every object; a run
    // is not.
    const { selection: _, ...settings } = planSettingsSchema.parse(
      plan.settings,
    );
    if (!settings.applicable) {
      await plans.refuse(id, settings, refusalOf(plan));
      return runs.get(id);
    }
    await this.#requireComplete(plan);
    const changed = await check.changes(id, caller);
    if (changed.length > 0) {
      throw new ConflictError(staleness(changed));
    }
    await plans.queue(id, settings);
    if (settings.instance !== undefined && settings.options) {
      const { mapping } = settings.options;
      await mappings.save(settings.instance, mapping, caller.ref);
    }
    worker.wake();
    return runs.get(id);
  }

  async #store(options: {
    name: string;
    caller: Caller;
    settings: PlanSettings;
    decisions: AsyncIterable<readonly PlannedDecision[]>;
    findings: readonly Finding[];
    /** Of a plan that this one takes the place of. */
    isEarlier(settings: Partial<PlanSettings>): boolean;
  }): Promise<ArchivePlan> {
    const { plans, runs } = this.#options;
    const { name, settings, caller } = options;
    const id = randomUUID();
    await plans.insert({ id, name, requestedBy: caller.ref, settings });
    try {
      const report = await this.#decide(id, options);
      await plans.complete(id, settings, report);
    } catch (error) {
      // The one before it stays.
      await plans.delete(id);
      throw error;
    }
    const plan = await runs.get(id);
    for (const other of await plans.open(caller.ref)) {
      if (options.isEarlier(other.settings) && isReplacedBy(plan, other)) {
        await plans.delete(other.id);
      }
    }
    return this.#shown(plan);
  }

  async #decide(
    id: string,
    plan: {
      decisions: AsyncIterable<readonly PlannedDecision[]>;
      findings: readonly Finding[];
    },
  ): Promise<RunReport> {
    const summary = createRunSummary();
    let lastSeq = 0;
    for await (const batch of plan.decisions) {
      batch.forEach(({ action, reason }) =>
        summary.addDecision(action, reason),
      );
      lastSeq = await this.#options.decisions.append(id, lastSeq, batch);
    }
    plan.findings.forEach(finding => summary.addFinding(finding));
    return summary.build({});
  }

  /** Decisions are deleted when they are old, before their plan is. */
  async #requireComplete({ id, report }: Run): Promise<void> {
    const kept = await this.#options.plans.countByRule(id);
    const decided = report?.byAction ?? {};
    if (sum(Object.values(kept)) < sum(Object.values(decided))) {
      throw new ConflictError(
        'The plan is so old that its decisions were deleted. Make the plan again',
      );
    }
  }

  async #shown(run: Run): Promise<ArchivePlan> {
    return archivePlan(run, await this.#options.plans.countByRule(run.id));
  }

  async #own(id: string, caller: Caller): Promise<Run> {
    const plan = await this.#options.plans.get(id);
    if (plan?.requestedBy !== caller.ref) {
      throw new NotFoundError(
        `There is no plan "${id}" of yours; a newer plan of the archive takes its place`,
      );
    }
    return plan;
  }
}

/**
 * Of two that are made at once the later stays, whichever is complete first. One
 * that was begun lately may still be written to.
 */
function isReplacedBy(plan: Run, other: Run): boolean {
  const age = Date.parse(plan.queuedAt) - Date.parse(other.queuedAt);
  const isEarlier = age > 0 || (age === 0 && other.id < plan.id);
  return isEarlier && (other.report !== undefined || age > ABANDONED_MS);
}

/** Whoever imports becomes the owner, which no service can be. */
function requirePerson({ kind }: Caller): void {
  if (kind !== 'user') {
    throw new InputError(
      'Archives are imported by people, who become the owners of what they import; call as a user',
    );
  }
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function refusalOf({ report }: Run): Failure {
  const strict = report?.findings.find(
    ({ code }) => code === 'permission.strict',
  );
  if (!strict) {
    throw new ConflictError(
      'The plan changes nothing; choose other objects or options, and plan again',
    );
  }
  return {
    code: 'archive.strict',
    kind: 'config',
    title: strict.sentence,
    remedy: strict.remedy ?? '',
  };
}

function staleness(changed: readonly string[]): string {
  const named = changed.slice(0, NAMED_CHANGES).join('; ');
  const more = changed.length - NAMED_CHANGES;
  return `The catalog has changed since the plan was made: ${named}${
    more > 0 ? `; and ${more} more` : ''
  }. Make the plan again`;
}
