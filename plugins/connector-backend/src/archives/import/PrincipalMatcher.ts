import type {
  Archive,
  ArchivePrincipalMatch,
  ArchivedPrincipal,
} from '@backstage-connector/plugin-connector-common';
import { parseEntityRef, type Entity } from '@backstage/catalog-model';
import type { Caller } from '../../connections/ConnectionAccess';
import { chunks } from '../../database/chunks';
import type { DatabaseArchiveStore } from '../../database/DatabaseArchiveStore';
import type { DatabaseMappingStore } from '../../database/DatabaseMappingStore';
import { createSuggest, type Candidate, type Principal } from './suggest';
import type { CatalogLookup } from './target/CatalogLookup';
import type { TargetReader } from './target/TargetReader';

const KINDS = { user: 'User', group: 'Group' } as const;

type Here = NonNullable<ArchivePrincipalMatch['target']>;

/** Finds out who the owners that an archive names are here (AR-36). */
export class PrincipalMatcher {
  static create(options: {
    archives: DatabaseArchiveStore;
    mappings: DatabaseMappingStore;
    lookup: CatalogLookup;
    targets: TargetReader;
  }) {
    return new PrincipalMatcher(options);
  }

  readonly #options: Parameters<typeof PrincipalMatcher.create>[0];

  private constructor(options: Parameters<typeof PrincipalMatcher.create>[0]) {
    this.#options = options;
  }

  async match(
    archive: Archive,
    caller: Caller,
  ): Promise<ArchivePrincipalMatch[]> {
    const { archives, mappings, targets } = this.#options;
    const named = (await archives.principals(archive.id)).flatMap(it => {
      const kind = kindOf(it.ref);
      return kind ? [{ ...it, kind }] : [];
    });
    const mapping = await mappings.get(archive.header.source.instance);
    const inArchive = await this.#archived(
      archive.id,
      named.map(({ ref }) => ref),
    );
    const target = await targets.read(
      {
        refs: new Set(Object.values(mapping)),
        uids: new Set(named.flatMap(({ uid }) => uid ?? [])),
      },
      caller.credentials,
    );
    const known = (ref: string | undefined) =>
      ref !== undefined && target.byRef(ref) && target.isVisible(ref)
        ? ref
        : undefined;
    const hereOf = ({ ref, uid }: ArchivedPrincipal): Here | undefined => {
      const same = known(uid === undefined ? uid : target.byUid(uid)?.ref);
      const mapped = same ?? known(mapping[ref]);
      return mapped === undefined
        ? undefined
        : { ref: mapped, by: same ? 'uid' : 'mapping' };
    };
    const open = new Map(
      named
        .filter(principal => hereOf(principal)?.by !== 'uid')
        .map(({ ref, kind }) => [ref, { ref, kind, ...inArchive.get(ref) }]),
    );
    const suggest = createSuggest(
      await this.#candidates([...open.values()], caller),
    );
    return named.map(principal => {
      const asked = open.get(principal.ref);
      const here = hereOf(principal);
      return {
        ...principal,
        inArchive: inArchive.has(principal.ref),
        ...(here && { target: here }),
        suggestions: asked ? suggest(asked) : [],
      };
    });
  }

  /** What the archive says of these users and groups themselves. */
  async #archived(
    id: string,
    refs: readonly string[],
  ): Promise<Map<string, Pick<Principal, 'email' | 'name'>>> {
    const { archives } = this.#options;
    const found = new Map<string, Pick<Principal, 'email' | 'name'>>();
    for (const objects of chunks(await archives.byRefs(id, refs))) {
      const entities = await archives.entities(
        id,
        objects.map(({ seq }) => seq),
      );
      for (const { ref, seq } of objects) {
        found.set(ref, profileOf(entities.get(seq)));
      }
    }
    return found;
  }

  /** Who of this portal may be meant, as far as the caller may see them. */
  async #candidates(
    principals: readonly Principal[],
    { credentials }: Caller,
  ): Promise<Candidate[]> {
    const found = new Map<string, Candidate>();
    for (const kind of Object.values(KINDS)) {
      const asked = principals.filter(it => it.kind === kind);
      for (const batch of chunks(asked)) {
        const entities = await this.#options.lookup.namesakes(
          {
            kind,
            names: batch.map(({ ref }) => parseEntityRef(ref).name),
            emails: batch.flatMap(({ email }) => email ?? []),
            titles: batch.flatMap(({ name }) => name ?? []),
          },
          credentials,
        );
        for (const { ref, entity } of entities) {
          found.set(ref, { ref, kind, ...profileOf(entity) });
        }
      }
    }
    return [...found.values()];
  }
}

function kindOf(ref: string): ArchivePrincipalMatch['kind'] | undefined {
  return KINDS[ref.split(':')[0] as keyof typeof KINDS];
}

function profileOf(entity: Entity | undefined) {
  const { profile } = Object(entity?.spec) as { profile?: unknown };
  const { email, displayName } = Object(profile) as Record<string, unknown>;
  const name = displayName ?? entity?.metadata?.title;
  return {
    ...(typeof email === 'string' && { email }),
    ...(typeof name === 'string' && { name }),
  };
}
