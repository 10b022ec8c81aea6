import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

type Json = Record<string, unknown>;

/** An object of an archive, as a test wants it. */
export interface ArchivedThing {
  uid: string;
  kind: string;
  name: string;
  description?: string;
  modifiedAt?: string;
  spec: Json;
  /** The group that owns it. */
  organization?: { ref: string; uid: string };
  references?: { path: string; ref: string }[];
}

/**
 * An archive as another portal would have exported it. `tamper` changes its
 * objects afterwards, as who wants to smuggle something in.
 */
export async function createArchive(
  things: readonly ArchivedThing[],
  tamper: (part: string) => string = part => part,
): Promise<Buffer> {
  const part = `${things.map(lineOf).join('\n')}\n`;
  const kinds = things.map(({ kind }) => kind);
  const header = {
    format: 'backstage-connector-archive',
    version: 1,
    source: {
      name: 'Another portal',
      baseUrl: 'https://portal.example.com',
      instance: 'a2f1c9a4-52d3-4a7e-9b1f-0d6a3c0f4e11',
    },
    createdAt: '2026-11-20T10:00:00.000Z',
    createdBy: 'user:default/somebody',
    selection: {},
    objects: things.length,
    byKind: Object.fromEntries(
      kinds.map(kind => [kind, kinds.filter(other => other === kind).length]),
    ),
    omitted: [],
    parts: [
      {
        name: 'objects-0001.ndjson',
        objects: things.length,
        bytes: Buffer.byteLength(part),
        sha256: sha256(part),
      },
    ],
  };
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(JSON.stringify(header)), 'archive.json');
  zip.addBuffer(Buffer.from(tamper(part)), 'objects-0001.ndjson');
  zip.end();
  return buffer(zip.outputStream);
}

/** A zip with a file that unpacks beside its folder: `../` and the name. */
export async function createEscapingZip(name: string): Promise<Buffer> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from('outside'), `aa/${name}`);
  zip.end();
  const content = await buffer(zip.outputStream);
  return Buffer.from(
    content.toString('latin1').replaceAll(`aa/${name}`, `../${name}`),
    'latin1',
  );
}

function lineOf(thing: ArchivedThing): string {
  const { uid, kind, name, description, spec, organization } = thing;
  const entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      namespace: 'default',
      ...(description && { description }),
    },
    spec,
  };
  return JSON.stringify({
    uid,
    entityRef: `${kind}:default/${name}`.toLowerCase(),
    modifiedAt: thing.modifiedAt ?? '2026-11-20T09:00:00.000Z',
    topLevel: true,
    entity,
    ...(organization && { organization }),
    references: thing.references ?? [],
    sha256: sha256(canonical(entity)),
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** JSON with the keys of every object in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort())
      : part,
  );
}
