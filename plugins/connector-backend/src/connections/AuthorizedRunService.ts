import {
  connectionRunPermission,
  runCancelPermission,
  runReadPermission,
  type EndpointRequest,
  type Endpoints,
  type Run,
  type RunKind,
  type RunStrip,
} from '@backstage-connector/plugin-connector-common';
import type { ResourcePermission } from '@backstage/plugin-permission-common';
import type { DatabaseConnectionStore } from '../database/DatabaseConnectionStore';
import {
  decisionFile,
  type DecisionFile,
  type DecisionFormat,
} from '../runs/decisionFile';
import type { RunService } from '../runs/types';
import type { Caller, ConnectionAccess } from './ConnectionAccess';
import { requireForRun } from './runAccess';

/** Runs, for callers who have to be allowed to: by the run's connection. */
export class AuthorizedRunService {
  static create(options: {
    access: ConnectionAccess;
    store: DatabaseConnectionStore;
    runs: RunService;
  }) {
    return new AuthorizedRunService(options);
  }

  readonly #access: ConnectionAccess;
  readonly #store: DatabaseConnectionStore;
  readonly #runs: RunService;

  private constructor(
    options: Parameters<typeof AuthorizedRunService.create>[0],
  ) {
    this.#access = options.access;
    this.#store = options.store;
    this.#runs = options.runs;
  }

  async start(
    connectionId: string,
    kind: RunKind,
    caller: Caller,
  ): Promise<Run> {
    await this.#access.require(connectionRunPermission, connectionId, caller);
    return this.#runs.start({
      connectionId,
      kind,
      trigger: caller.kind === 'user' ? 'manual' : 'api',
      requestedBy: caller.ref,
    });
  }

  async list(query: Parameters<RunService['list']>[0], caller: Caller) {
    const grant = await this.#access.grant(runReadPermission, caller);
    if (grant.unconditional) {
      return this.#runs.list(query);
    }
    const readable = (await this.#store.list()).filter(grant.allows);
    const connections = readable.map(({ id }) => id);
    return this.#runs.list({
      ...query,
      connections,
      archivesOf: caller.ref,
    });
  }

  /** The strips of those of the connections whose runs the caller may read. */
  async strips(
    query: EndpointRequest<Endpoints['listRunStrips']>['query'],
    caller: Caller,
  ): Promise<RunStrip[]> {
    const { connection, ...time } = query;
    const grant = await this.#access.grant(runReadPermission, caller);
    const known = await this.#store.list();
    const asked = new Set(connection);
    const connections = known
      .filter(it => asked.has(it.id) && grant.allows(it))
      .map(({ id }) => id);
    return this.#runs.strips({ ...time, connections });
  }

  async compare(
    id: string,
    other: string,
    query: { limit: number },
    caller: Caller,
  ) {
    await this.#allowed(runReadPermission, id, caller);
    await this.#allowed(runReadPermission, other, caller);
    return this.#runs.compare(id, other, query);
  }

  get(id: string, caller: Caller): Promise<Run> {
    return this.#allowed(runReadPermission, id, caller);
  }

  async cancel(id: string, caller: Caller): Promise<Run> {
    await this.#allowed(runCancelPermission, id, caller);
    return this.#runs.cancel(id);
  }

  async review(
    id: string,
    answer: 'apply' | 'dismiss',
    caller: Caller,
  ): Promise<Run> {
    await this.#allowed(runCancelPermission, id, caller);
    return this.#runs.review(id, answer, caller.ref);
  }

  async readLog(
    id: string,
    query: Parameters<RunService['readLog']>[1],
    caller: Caller,
  ) {
    await this.#allowed(runReadPermission, id, caller);
    return this.#runs.readLog(id, query);
  }

  async listDecisions(
    id: string,
    query: Parameters<RunService['listDecisions']>[1],
    caller: Caller,
  ) {
    await this.#allowed(runReadPermission, id, caller);
    return this.#runs.listDecisions(id, query);
  }

  async downloadDecisions(
    id: string,
    format: DecisionFormat,
    caller: Caller,
  ): Promise<DecisionFile> {
    const run = await this.#allowed(runReadPermission, id, caller);
    return decisionFile(run, format, this.#runs.allDecisions(id));
  }

  async #allowed(
    permission: ResourcePermission,
    runId: string,
    caller: Caller,
  ): Promise<Run> {
    const run = await this.#runs.get(runId);
    await requireForRun({ access: this.#access, permission, run, caller });
    return run;
  }
}
