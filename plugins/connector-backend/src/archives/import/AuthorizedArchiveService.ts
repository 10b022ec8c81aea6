import {
  archiveImportPermission,
  runReadPermission,
  type EndpointRequest,
  type Endpoints,
} from '@backstage-connector/plugin-connector-common';
import type { Readable } from 'node:stream';
import type {
  Caller,
  ConnectionAccess,
} from '../../connections/ConnectionAccess';
import { requireForRun } from '../../connections/runAccess';
import type { DatabaseRunStore } from '../../database/DatabaseRunStore';
import type { ArchiveService } from './ArchiveService';
import type { PlanService } from './plan/PlanService';

/** Uploaded archives and plans, for callers who may import. */
export class AuthorizedArchiveService {
  static create(options: {
    access: ConnectionAccess;
    archives: ArchiveService;
    plans: PlanService;
    runs: Pick<DatabaseRunStore, 'get'>;
  }) {
    return new AuthorizedArchiveService(options);
  }

  readonly #access: ConnectionAccess;
  readonly #archives: ArchiveService;
  readonly #plans: PlanService;
  readonly #runs: Pick<DatabaseRunStore, 'get'>;

  private constructor(
    options: Parameters<typeof AuthorizedArchiveService.create>[0],
  ) {
    this.#access = options.access;
    this.#archives = options.archives;
    this.#plans = options.plans;
    this.#runs = options.runs;
  }

  async upload(
    options: { stream: Readable; fileName: string; signal: AbortSignal },
    caller: Caller,
  ) {
    try {
      await this.#require(caller);
    } catch (error) {
      // What is still to come is not wanted.
      options.stream.destroy();
      throw error;
    }
    return this.#archives.receive({ ...options, by: caller.ref });
  }

  async fetch(options: { url: string; signal: AbortSignal }, caller: Caller) {
    await this.#require(caller);
    return this.#archives.fetch({ ...options, by: caller.ref });
  }

  async list(caller: Caller) {
    await this.#require(caller);
    return this.#archives.list(caller);
  }

  async get(id: string, caller: Caller) {
    await this.#require(caller);
    return this.#archives.get(id, caller);
  }

  async delete(id: string, caller: Caller) {
    await this.#require(caller);
    return this.#archives.delete(id, caller);
  }

  async listObjects(
    id: string,
    query: EndpointRequest<Endpoints['listArchiveObjects']>['query'],
    caller: Caller,
  ) {
    await this.#require(caller);
    return this.#archives.listObjects(id, query, caller);
  }

  async listPrincipals(id: string, caller: Caller) {
    await this.#require(caller);
    return this.#archives.listPrincipals(id, caller);
  }

  async plan(
    id: string,
    wanted: EndpointRequest<Endpoints['planArchive']>['body'],
    caller: Caller,
  ) {
    await this.#require(caller);
    const archive = await this.#archives.get(id, caller);
    return this.#plans.planImport(archive, wanted, caller);
  }

  async planUndo(runId: string, caller: Caller) {
    await this.#require(caller);
    const run = await this.#runs.get(runId);
    await requireForRun({
      access: this.#access,
      permission: runReadPermission,
      run,
      caller,
    });
    return this.#plans.planUndo(run, caller);
  }

  async getPlan(id: string, caller: Caller) {
    await this.#require(caller);
    return this.#plans.get(id, caller);
  }

  async applyPlan(id: string, caller: Caller) {
    await this.#require(caller);
    return this.#plans.apply(id, caller);
  }

  #require(caller: Caller): Promise<void> {
    return this.#access.requireBasic(archiveImportPermission, caller);
  }
}
