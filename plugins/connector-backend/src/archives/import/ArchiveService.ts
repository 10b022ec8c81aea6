import type {
  Archive,
  EndpointRequest,
  Endpoints,
} from '@backstage-connector/plugin-connector-common';
import { NotFoundError } from '@backstage/errors';
import type { Caller } from '../../connections/ConnectionAccess';
import type { DatabaseArchiveStore } from '../../database/DatabaseArchiveStore';
import type { ArchiveUploads } from './ArchiveUploads';
import type { PrincipalMatcher } from './PrincipalMatcher';

/** Uploaded archives, each seen by nobody but who has uploaded it. */
export class ArchiveService {
  static create(options: {
    archives: DatabaseArchiveStore;
    uploads: ArchiveUploads;
    principals: PrincipalMatcher;
    now: () => Date;
  }) {
    return new ArchiveService(options);
  }

  readonly #options: Parameters<typeof ArchiveService.create>[0];

  private constructor(options: Parameters<typeof ArchiveService.create>[0]) {
    this.#options = options;
  }

  receive(options: Parameters<ArchiveUploads['receive']>[0]) {
    return this.#options.uploads.receive(options);
  }

  fetch(options: Parameters<ArchiveUploads['fetch']>[0]) {
    return this.#options.uploads.fetch(options);
  }

  async list(caller: Caller): Promise<Archive[]> {
    const all = await this.#options.archives.list(caller.ref);
    return all.filter(archive => !this.#isExpired(archive));
  }

  /** @throws NotFoundError also for those of others, which nobody learns of. */
  async get(id: string, caller: Caller): Promise<Archive> {
    const archive = await this.#options.archives.get(id);
    if (archive?.uploadedBy !== caller.ref || this.#isExpired(archive)) {
      throw new NotFoundError(
        `There is no archive "${id}" of yours, or it has expired; upload it again`,
      );
    }
    return archive;
  }

  async delete(id: string, caller: Caller): Promise<void> {
    await this.get(id, caller);
    await this.#options.archives.delete(id);
  }

  async listObjects(
    id: string,
    query: EndpointRequest<Endpoints['listArchiveObjects']>['query'],
    caller: Caller,
  ) {
    await this.get(id, caller);
    return this.#options.archives.listObjects(id, query);
  }

  async listPrincipals(id: string, caller: Caller) {
    const archive = await this.get(id, caller);
    return this.#options.principals.match(archive, caller);
  }

  #isExpired({ expiresAt }: Archive): boolean {
    return expiresAt <= this.#options.now().toISOString();
  }
}
