import type { Entity } from '@backstage/catalog-model';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** What a new portal starts with: the examples that create-app installs. */
const FILES = ['entities.yaml', 'org.yaml', 'template/template.yaml'];

export function exampleCatalog(): Entity[] {
  const root = dirname(require.resolve('@backstage/create-app/package.json'));
  return FILES.flatMap(file => {
    const path = join(root, 'templates/default-app/examples', file);
    return parseAllDocuments(readFileSync(path, 'utf8')).map(
      document => document.toJS() as Entity,
    );
  });
}
