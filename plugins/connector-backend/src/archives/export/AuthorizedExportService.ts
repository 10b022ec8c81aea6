import {
  archiveExportPermission,
  type ExportSelection,
} from '@backstage-connector/plugin-connector-common';
import type {
  Caller,
  ConnectionAccess,
} from '../../connections/ConnectionAccess';
import type { ExportService } from './ExportService';

/** Exports, for callers who may make them. */
export class AuthorizedExportService {
  static create(options: {
    access: ConnectionAccess;
    exports: ExportService;
  }): AuthorizedExportService {
    return new AuthorizedExportService(options.access, options.exports);
  }

  readonly #access: ConnectionAccess;
  readonly #exports: ExportService;

  private constructor(access: ConnectionAccess, exports: ExportService) {
    this.#access = access;
    this.#exports = exports;
  }

  async preview(
    selection: ExportSelection,
    caller: Caller,
    signal: AbortSignal,
  ) {
    await this.#require(caller);
    return this.#exports.preview(selection, caller, signal);
  }

  async download(
    selection: ExportSelection,
    caller: Caller,
    signal: AbortSignal,
  ) {
    await this.#require(caller);
    return this.#exports.download(selection, caller, signal);
  }

  async list(page: { limit: number; cursor?: string }, caller: Caller) {
    await this.#require(caller);
    return this.#exports.list(caller, page);
  }

  async get(id: string, caller: Caller) {
    await this.#require(caller);
    return this.#exports.get(id, caller);
  }

  #require(caller: Caller): Promise<void> {
    return this.#access.requireBasic(archiveExportPermission, caller);
  }
}
