import {
  runStates,
  type Run,
  type RunKind,
  type RunTrigger,
} from '@backstage-connector/plugin-connector-common';
import { randomUUID } from 'node:crypto';
import type { DatabaseDecisionStore } from '../database/DatabaseDecisionStore';
import type { DatabaseObjectStore } from '../database/DatabaseObjectStore';
import type { DatabaseRunLogStore } from '../database/DatabaseRunLogStore';
import type { DatabaseRunStore } from '../database/DatabaseRunStore';
import { endReview } from '../report';
import { withoutSelection } from './archiveRun';
import type { RunWorker } from './RunWorker';
import { stripMarks } from './stripMarks';
import type { ConnectionSource, RunService } from './types';

/** Of one connection; the limit is far above what a strip can show. */
const MARKED_RUNS = 1_000;

/** Queues runs and reads what became of them. */
export class DefaultRunService implements RunService {
  static create(options: {
    runs: DatabaseRunStore;
    logs: DatabaseRunLogStore;
    decisions: DatabaseDecisionStore;
    objects: Pick<DatabaseObjectStore, 'dismissRemovals'>;
    connections: ConnectionSource;
    worker: Pick<RunWorker, 'wake' | 'cancel'>;
  }): DefaultRunService {
    return new DefaultRunService(options);
  }

  readonly #runs: DatabaseRunStore;
  readonly #logs: DatabaseRunLogStore;
  readonly #decisions: DatabaseDecisionStore;
  readonly #objects: Pick<DatabaseObjectStore, 'dismissRemovals'>;
  readonly #connections: ConnectionSource;
  readonly #worker: Pick<RunWorker, 'wake' | 'cancel'>;

  private constructor(options: {
    runs: DatabaseRunStore;
    logs: DatabaseRunLogStore;
    decisions: DatabaseDecisionStore;
    objects: Pick<DatabaseObjectStore, 'dismissRemovals'>;
    connections: ConnectionSource;
    worker: Pick<RunWorker, 'wake' | 'cancel'>;
  }) {
    this.#runs = options.runs;
    this.#logs = options.logs;
    this.#decisions = options.decisions;
    this.#objects = options.objects;
    this.#connections = options.connections;
    this.#worker = options.worker;
  }

  async start(options: {
    connectionId: string;
    kind: RunKind;
    trigger: RunTrigger;
    requestedBy: string;
  }): Promise<Run> {
    const { connectionId, ...requested } = options;
    const connection = await this.#connections.runnable(connectionId);
    const id = randomUUID();
    await this.#runs.insert({
      ...requested,
      id,
      connectionId,
      connectionName: connection.name,
      technology: connection.technology,
      settings: connection.settings,
    });
    this.#worker.wake();
    return this.#runs.get(id);
  }

  async get(id: string) {
    return withoutSelection(await this.#runs.get(id));
  }

  list(query: Parameters<RunService['list']>[0]) {
    return this.#runs.list(query);
  }

  async cancel(id: string): Promise<Run> {
    await this.#runs.get(id);
    await this.#runs.requestCancel(id);
    this.#worker.cancel(id);
    this.#worker.wake();
    return this.#runs.get(id);
  }

  async review(id: string, answer: 'apply' | 'dismiss'): Promise<Run> {
    await this.#runs.answerReview(id, answer, report =>
      endReview(report, answer === 'apply' ? 'applied' : 'dismissed'),
    );
    if (answer === 'dismiss') {
      await this.#objects.dismissRemovals(id);
    }
    this.#worker.wake();
    return this.#runs.get(id);
  }

  async readLog(id: string, query: Parameters<RunService['readLog']>[1]) {
    // The state is read first: a run that had ended has written all its lines.
    const { state } = await this.#runs.get(id);
    const items = await this.#logs.read(id, query);
    return {
      items,
      ended: runStates[state].ended && items.length < query.limit,
    };
  }

  async listDecisions(
    id: string,
    query: Parameters<RunService['listDecisions']>[1],
  ) {
    await this.#runs.get(id);
    return this.#decisions.list(id, query);
  }

  allDecisions(id: string) {
    return this.#decisions.all(id);
  }

  async strips(query: Parameters<RunService['strips']>[0]) {
    // One more than is shown tells that there are more.
    const limit = MARKED_RUNS + 1;
    const runs = await this.#runs.marks({ ...query, limit });
    return query.connections.map(connectionId => {
      const found = runs.filter(run => run.connectionId === connectionId);
      return {
        connectionId,
        marks: stripMarks(found.slice(0, MARKED_RUNS), query),
        truncated: found.length > MARKED_RUNS,
      };
    });
  }

  async compare(id: string, other: string, { limit }: { limit: number }) {
    return this.#decisions.compare({ one: id, other, limit });
  }

  latest(connectionIds: readonly string[]) {
    return this.#runs.latest(connectionIds);
  }
}
