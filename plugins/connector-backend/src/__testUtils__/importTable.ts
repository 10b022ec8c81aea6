import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import ts from 'typescript';

const root = resolve(__dirname, '../../../..');
const BACKEND = 'plugins/connector-backend/src';
const SCOPE = '@backstage-connector/plugin-';

/** A source file, by its path from the root of the repository. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** One row of the table in ARCHITECTURE.md. */
export interface ImportRow {
  readonly folder: string;
  readonly may: readonly string[];
  readonly mustNot: readonly string[];
}

export function readImportTable(): ImportRow[] {
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  return parseImportTable(text);
}

/** The rows of the table that starts with "package / folder". */
export function parseImportTable(markdown: string): ImportRow[] {
  const lines = markdown.split('\n');
  const head = lines.findIndex(line => /^\|\s*package \/ folder/.test(line));
  const body = lines.slice(head + 2);
  const end = body.findIndex(line => !line.startsWith('|'));
  return body.slice(0, end < 0 ? undefined : end).map(line => {
    const [, folder, may, mustNot] = line.split('|').map(marked);
    return { folder: folder[0], may, mustNot };
  });
}

function marked(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
}

/** The sources of all plugins, without tests and fixtures. */
export function readSources(): SourceFile[] {
  return readdirSync(join(root, 'plugins')).flatMap(plugin => {
    const src = `plugins/${plugin}/src`;
    const names = existsSync(join(root, src))
      ? readdirSync(join(root, src), { recursive: true, encoding: 'utf8' })
      : [];
    return names
      .filter(name => /\.tsx?$/.test(name) && !isFree(name))
      .map(name => ({
        path: posix.join(src, name),
        text: readFileSync(join(root, src, name), 'utf8'),
      }));
  });
}

function isFree(name: string): boolean {
  return /\.test\.|(^|\/)(__fixtures__|__testUtils__|setupTests)/.test(name);
}

/** Each import of a file that the table does not allow, as a sentence. */
export function violations(
  { path, text }: SourceFile,
  table: readonly ImportRow[],
): string[] {
  const row = rowOf(path, table);
  if (row === undefined) {
    return [`${path} is in no folder of the table`];
  }
  const { importedFiles } = ts.preProcessFile(text, true, true);
  return importedFiles
    .map(({ fileName }) => locate(fileName, path))
    .filter(imported => !allowed(imported, path, row, table))
    .map(imported => `${path} imports ${imported}, as ${row.folder} may not`);
}

/** The row that counts for a file: the longest that fits, folders before files. */
function rowOf(
  path: string,
  table: readonly ImportRow[],
): ImportRow | undefined {
  return table
    .filter(({ folder }) => covers(folder, path))
    .sort((a, b) => exactness(b) - exactness(a))[0];
}

function exactness({ folder }: ImportRow): number {
  return folder.endsWith('.ts') ? 0 : folder.length;
}

function allowed(
  imported: string,
  importer: string,
  row: ImportRow,
  table: readonly ImportRow[],
): boolean {
  const sameRow =
    imported.startsWith('plugins/') &&
    rowOf(imported, table) === row &&
    pluginOf(imported) === pluginOf(importer);
  return (
    sameRow ||
    (row.may.some(name => covers(name, imported)) &&
      !row.mustNot.some(name => covers(name, imported)))
  );
}

/** A path from the root for what is ours, else the name of the package. */
function locate(specifier: string, importer: string): string {
  if (specifier.startsWith('.')) {
    return posix.join(posix.dirname(importer), specifier);
  }
  return specifier.startsWith(SCOPE)
    ? `plugins/${specifier.slice(SCOPE.length)}`
    : specifier;
}

function pluginOf(path: string): string {
  return path.split('/')[1];
}

/** Whether a name of the table stands for this file, folder or package. */
function covers(name: string, target: string): boolean {
  if (name === '*') {
    return true;
  }
  const ours = /^(…|[a-z-]*connector\b)/.test(name);
  const full = name.startsWith('…') ? name.replace('…', BACKEND) : name;
  const place = ours && full === name ? `plugins/${name}` : full;
  const pattern = place
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '[^/]*');
  // A file pattern covers files only: `…/*.ts`, and imports of them without `.ts`.
  return name.endsWith('.ts')
    ? new RegExp(`^${pattern.replace('\\.ts', '(\\.ts)?')}$`).test(target)
    : new RegExp(`^${pattern}(/|$|\\.tsx?$)`).test(target);
}
