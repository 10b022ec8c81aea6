import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import modulePostgresql from '@backstage-connector/plugin-connector-backend-module-postgresql';
import moduleSqlite from '@backstage-connector/plugin-connector-backend-module-sqlite';
import {
  connectorExtensionPoint,
  type Connector,
} from '@backstage-connector/plugin-connector-node';
import { startTestBackend } from '@backstage/backend-test-utils';
import { format } from 'prettier';
import { renderDiagnoses, renderReasons, renderTechnologies } from './render';
import {
  renderArchiveFormat,
  renderHeaderSchema,
  renderLineSchema,
} from './renderArchiveFormat';
import { renderRestApi } from './renderRestApi';

const FOLDER = join(__dirname, '../../../../docs/reference');

/** The reference is drawn from what the modules really hand in. */
async function installedConnectors(): Promise<Connector[]> {
  const connectors: Connector[] = [];
  const backend = await startTestBackend({
    extensionPoints: [
      [
        connectorExtensionPoint,
        { addConnector: connector => connectors.push(connector) },
      ],
    ],
    features: [modulePostgresql, moduleSqlite],
  });
  await backend.stop();
  return connectors.sort((a, b) =>
    a.technology.id.localeCompare(b.technology.id),
  );
}

describe('The reference documentation', () => {
  it.each([
    [
      'technologies.md',
      (all: Connector[]) => renderTechnologies(all.map(it => it.technology)),
    ],
    ['diagnoses.md', renderDiagnoses],
    ['reasons.md', renderReasons],
    ['rest-api.md', renderRestApi],
    ['archive-format.md', renderArchiveFormat],
    ['archive-header.schema.json', renderHeaderSchema],
    ['archive-line.schema.json', renderLineSchema],
  ])(
    '%s says what the code says (yarn docs:reference)',
    async (file, render) => {
      const expected = format(render(await installedConnectors()), {
        parser: file.endsWith('.md') ? 'markdown' : 'json',
      });
      const path = join(FOLDER, file);
      if (process.env.UPDATE_REFERENCE) {
        await writeFile(path, expected);
      }
      expect(await readFile(path, 'utf8')).toBe(expected);
    },
  );
});
