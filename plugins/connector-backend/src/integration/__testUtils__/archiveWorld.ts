import {
  archiveOptionsSchema,
  type Archive,
  type ArchiveLine,
  type ArchiveOptions,
  type ArchivePlan,
  type ArchiveSelection,
  type Run,
} from '@backstage-connector/plugin-connector-common';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createArchiveLine, writeArchive } from '../../archives/format';
import type { PortalApi } from './portalApi';

/** The catalog that the archives of tests come from. */
export const INSTANCE = '9b2f7a5e-6d0e-4a55-8d51-0c9f7a3d1e42';

/** Later than what a test puts into the catalog without saying when. */
export const LATER = '2030-01-02T03:04:05.000Z';

export const everything: ArchiveSelection = { mode: 'top-level', except: [] };

/** The identity that an entity has in the archives of tests. */
export function uidFor(ref: string): string {
  const hex = createHash('sha256').update(ref).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** The status and the words with which something is refused. */
export async function refusalOf(
  asked: Promise<unknown>,
): Promise<{ status: number; message: string }> {
  const error = await asked.then(
    () => undefined,
    thrown => thrown,
  );
  if (!(error instanceof ResponseError)) {
    throw new Error(`It was not refused: ${error}`);
  }
  return { status: error.statusCode, message: error.body.error.message };
}

/** A Component that a user or group owns. */
export function component(
  name: string,
  spec: Entity['spec'] = {},
  metadata: Partial<Entity['metadata']> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', ...metadata },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: 'user:default/ada',
      ...spec,
    },
  };
}

/** The bytes of an archive of these entities. */
export async function archiveOf(
  entities: readonly Entity[],
  said: (ref: string) => Partial<ArchiveLine> = () => ({}),
): Promise<Buffer> {
  const lines = entities.map(entity => {
    const ref = stringifyEntityRef(entity);
    return {
      ...createArchiveLine(
        { ...entity, metadata: { uid: uidFor(ref), ...entity.metadata } },
        { modifiedAt: LATER, topLevel: true, uidOf: uidFor },
      ),
      ...said(ref),
    };
  });
  return buffer(
    writeArchive({
      lines: Readable.from(lines),
      origin: () => ({
        source: {
          name: 'Elsewhere',
          baseUrl: 'https://elsewhere.example.com',
          instance: INSTANCE,
        },
        createdAt: LATER,
        createdBy: 'user:default/elsewhere',
        selection: {},
        omitted: [],
      }),
    }),
  );
}

/** Uploads, plans and applies as one person. */
export type Importing = ReturnType<typeof importing>;

export function importing(api: PortalApi) {
  const { client } = api;
  const upload = async (bytes: Buffer, fileName = 'shop.zip') =>
    client.uploadArchive({
      query: { fileName },
      body: new Blob([new Uint8Array(bytes)], { type: 'application/zip' }),
    });
  const plan = (
    { id }: Pick<Archive, 'id'>,
    options: Partial<ArchiveOptions> = {},
    selection: ArchiveSelection = everything,
  ): Promise<ArchivePlan> =>
    client.planArchive({
      params: { id },
      body: { selection, options: archiveOptionsSchema.parse(options) },
    });
  const apply = async ({ id }: Pick<ArchivePlan, 'id'>): Promise<Run> => {
    await client.applyPlan({ params: { id } });
    return api.ended(id);
  };
  return {
    upload,
    plan,
    apply,

    /** All at once, to the end. */
    async import(
      entities: readonly Entity[],
      options: Partial<ArchiveOptions> = {},
      said?: Parameters<typeof archiveOf>[1],
    ): Promise<Run> {
      const archive = await upload(await archiveOf(entities, said));
      return apply(await plan(archive, options));
    },

    async undo({ id }: Pick<Run, 'id'>): Promise<Run> {
      return apply(await client.planUndo({ params: { id } }));
    },

    /** What was decided, as `action reason` by reference. */
    async decided({ id }: Pick<Run, 'id'>): Promise<Record<string, string>> {
      const decisions = await api.decisions(id);
      return Object.fromEntries(
        decisions.map(it => [it.ref, `${it.action} ${it.reason}`]),
      );
    },
  };
}
