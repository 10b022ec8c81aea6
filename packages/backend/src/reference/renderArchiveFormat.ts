import { defaultArchiveLimits } from '@backstage-connector/plugin-connector-backend/testUtils';
import {
  ARCHIVE_FORMAT,
  ARCHIVE_HEADER_FILE,
  ARCHIVED_CONNECTIONS,
  annotations,
  archiveHeaderSchema,
  archiveLineSchema,
  archiveRefusals,
} from '@backstage-connector/plugin-connector-common';
import { z } from 'zod';
import { page, table } from './render';
import { fieldsTable } from './renderRestApi';

const headerTitle = 'Header of a Backstage connector archive';
const lineTitle = 'Object of a Backstage connector archive';

const limits: Readonly<Record<keyof typeof defaultArchiveLimits, string>> = {
  fileBytes: 'bytes of the file',
  unpackedBytes: 'bytes of all files in it, unpacked',
  ratio: 'how many times larger than packed a file in it may be',
  entries: 'files in it',
  headerBytes: `bytes of ${ARCHIVE_HEADER_FILE}`,
  lineBytes: 'bytes of a line',
  depth: 'objects and lists in one another',
  values: `values in ${ARCHIVE_HEADER_FILE}, or in a line`,
  objects: 'objects',
  objectReferences: 'references of one object',
  references: 'references of all objects',
};

const localAnnotations = [
  'backstage.io/managed-by-location',
  'backstage.io/managed-by-origin-location',
  'backstage.io/orphan',
  annotations.uid,
  annotations.revision,
  annotations.connection,
  annotations.modifiedAt,
];

/** The format of archives, for those who make or read them with other programs. */
export function renderArchiveFormat(): string {
  return page(
    'The format of archives',
    `An archive holds entities of one catalog, to be imported into another or into the same one again. This page is for those who make or read archives with other programs. Its name is \`${ARCHIVE_FORMAT.format}\`, its version ${ARCHIVE_FORMAT.version}.`,
    'An archive is a zip with these files, and no others:',
    table(
      ['file', 'what it holds', 'schema'],
      [
        [
          `\`${ARCHIVE_HEADER_FILE}\``,
          'The header: where the archive comes from, and what it holds. In an export it is the last file.',
          '[archive-header.schema.json](archive-header.schema.json)',
        ],
        [
          '`objects-0001.ndjson` and so on',
          'The parts: one object a line, each line with a line feed at its end. In an export a part ends with the object that is its 10,000th, or with which it has 16 MiB.',
          '[archive-line.schema.json](archive-line.schema.json)',
        ],
      ],
    ),
    'Files are stored or deflated, not encrypted, in no folders. All text is JSON in UTF-8. Exports of the same objects in the same order are equal byte by byte, but for the header.',
    '## The header',
    fieldsTable(archiveHeaderSchema, 'input'),
    'The sums of `parts[].objects` and `byKind` are `objects`. `parts[].bytes` and `parts[].sha256` are those of the unpacked part. `omitted` lists the references that lead out of the archive, and why. Fields that this page does not name are ignored.',
    `\`connections\` says how connections were set up: at most ${number(
      ARCHIVED_CONNECTIONS.count,
    )}, with no id twice, and ${number(
      ARCHIVED_CONNECTIONS.characters,
    )} characters as JSON. They have no secrets: \`withheld\` names the settings that have to be entered again, which are the secrets that were set, and settings that look as if they held one. An import writes none of them; a person sets them up with what is there.`,
    '## An object',
    fieldsTable(archiveLineSchema, 'input'),
    `The \`uid\` decides whether two catalogs have the same object. It is the annotation \`${annotations.uid}\` of the entity where it has one, else its \`metadata.uid\` in the catalog that it was exported from.`,
    `The entity is what its author wrote. It has no \`relations\`, no \`status\`, no \`metadata.uid\`, \`metadata.etag\` and \`metadata.generation\`, and none of these annotations: ${localAnnotations
      .map(name => `\`${name}\``)
      .join(
        ', ',
      )}. Without other annotations it has no \`metadata.annotations\`.`,
    '`sha256` is that of the entity as canonical JSON ([RFC 8785](https://www.rfc-editor.org/rfc/rfc8785)): no white space, the keys of each object in the order of their UTF-16 code units, numbers and texts as JavaScript writes them.',
    `\`owner\` is the user in \`spec.owner\`. \`organization\` is the group in \`spec.owner\`; where a user stands there, it is the group in the annotation \`${annotations.organization}\`. Users, groups and locations have neither.`,
    '`references` are all others. Of the kinds of Backstage they are the fields that the catalog makes relations of. Of other kinds they are the texts in `spec`, at most three levels deep, that relations of the entity confirm. A `path` joins names by dots; numbers of list items stand in brackets, and so do other names than identifiers, as JSON texts: `spec.uses["odd name"][2]`. Each `ref` is in full and in lower case: `kind:namespace/name`.',
    '## What is refused',
    'An archive is refused as a whole, and nothing of it is kept, for any of these reasons. The code is the `code` of the error.',
    table(
      ['code', 'sentence', 'remedy'],
      Object.entries(archiveRefusals).map(([code, { sentence, remedy }]) => [
        `\`${code}\``,
        sentence,
        remedy,
      ]),
    ),
    'The limits are settings below `connector.archives.limits`:',
    table(
      ['limit', 'what it limits', 'default'],
      Object.entries(defaultArchiveLimits).map(([name, value]) => [
        `\`${name}\``,
        limits[name as keyof typeof limits],
        number(value),
      ]),
    ),
    '## What is listed and left out',
    'A single object does not make an archive unfit. It is listed with its reason and cannot be imported when the catalog would not take the entity (its fields, its name, its kind’s schema), when it holds what belongs to one catalog, when one of its references is none, or when `entityRef`, `sha256`, `owner`, `organization` or `references` are not those of the entity.',
  );
}

/** The JSON schema of `archive.json`. */
export function renderHeaderSchema(): string {
  return jsonSchema(archiveHeaderSchema, headerTitle);
}

/** The JSON schema of a line of a part. */
export function renderLineSchema(): string {
  return jsonSchema(archiveLineSchema, lineTitle);
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}

function jsonSchema(schema: z.ZodType, title: string): string {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return JSON.stringify({ $schema, title, ...rest });
}
