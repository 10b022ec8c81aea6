import {
  archiveExportPermission,
  connectionReadPermission,
  type ArchivedConnection,
  type ExportSelection,
} from '@backstage-connector/plugin-connector-common';
import type {
  Caller,
  ConnectionAccess,
} from '../../connections/ConnectionAccess';
import type { ConnectionStructures } from '../../connections/ConnectionStructures';
import type { ExportService } from './ExportService';

/** Exports, for callers who may make them. */
export class AuthorizedExportService {
  static create(options: {
    access: ConnectionAccess;
    structures: ConnectionStructures;
    exports: ExportService;
  }): AuthorizedExportService {
    return new AuthorizedExportService(options);
  }

  readonly #access: ConnectionAccess;
  readonly #structures: ConnectionStructures;
  readonly #exports: ExportService;

  private constructor(
    options: Parameters<typeof AuthorizedExportService.create>[0],
  ) {
    this.#access = options.access;
    this.#structures = options.structures;
    this.#exports = options.exports;
  }

  async preview(
    selection: ExportSelection,
    caller: Caller,
    signal: AbortSignal,
  ) {
    await this.#require(caller);
    const connections = await this.#connections(selection, caller);
    return this.#exports.preview({ selection, connections }, caller, signal);
  }

  async download(
    selection: ExportSelection,
    caller: Caller,
    signal: AbortSignal,
  ) {
    await this.#require(caller);
    const connections = await this.#connections(selection, caller);
    return this.#exports.download({ selection, connections }, caller, signal);
  }

  async list(page: { limit: number; cursor?: string }, caller: Caller) {
    await this.#require(caller);
    return this.#exports.list(caller, page);
  }

  async get(id: string, caller: Caller) {
    await this.#require(caller);
    return this.#exports.get(id, caller);
  }

  /** @throws NotAllowedError, or InputError that names what may not be read. */
  async #connections(
    { connections: ids = [] }: ExportSelection,
    caller: Caller,
  ): Promise<ArchivedConnection[]> {
    if (ids.length === 0) {
      return [];
    }
    const grant = await this.#access.grant(connectionReadPermission, caller);
    return this.#structures.of(ids, grant.allows);
  }

  #require(caller: Caller): Promise<void> {
    return this.#access.requireBasic(archiveExportPermission, caller);
  }
}
