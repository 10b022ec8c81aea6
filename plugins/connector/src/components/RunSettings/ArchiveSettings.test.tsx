import {
  ARCHIVE_SOURCE_ID,
  archiveOptionsSchema,
  type Run,
} from '@backstage-connector/plugin-connector-common';
import { screen } from '@testing-library/react';
import { importRun } from '../../__fixtures__/runs';
import { answers } from '../../__testUtils__/connectorApi';
import { renderPage } from '../../__testUtils__/renderPage';
import { RunPage } from '../RunPage';

const open = (settings: Run['settings']) =>
  renderPage(<RunPage />, {
    at: '/connector/runs/run-1?tab=settings',
    path: '/connector/runs/:id',
    api: {
      getRun: answers({
        ...importRun,
        connectionId: ARCHIVE_SOURCE_ID,
        connectionName: 'shop.zip',
        settings,
      }),
    },
  });

const row = async (name: string) =>
  (await screen.findByRole('cell', { name })).closest('tr')!;

describe('the settings of an import of an archive', () => {
  const settings = {
    kind: 'import',
    archiveId: 'a-1',
    instance: 'their-catalog',
    chosen: 100_000,
    applicable: true,
  };

  it('say in words what was chosen', async () => {
    open({
      ...settings,
      options: archiveOptionsSchema.parse({
        keepCurrentOwner: true,
        strict: true,
        organization: 'group:default/retail',
      }),
    });
    expect(await row('Archive')).toHaveTextContent('shop.zip');
    expect(await row('From the catalog')).toHaveTextContent('their-catalog');
    expect(await row('Objects chosen')).toHaveTextContent('100000');
    const options = await row('Options');
    expect(options).toHaveTextContent('Keep current owner');
    expect(options).toHaveTextContent('Strict');
    expect(options).not.toHaveTextContent('Allow replace');
    expect(await row('Assign new organization')).toHaveTextContent(
      'group:default/retail',
    );
    expect(screen.queryByText('Users and groups')).not.toBeInTheDocument();
  });

  it('list the first of many mappings, and say how many there are', async () => {
    const mapping = Object.fromEntries(
      Array.from({ length: 500 }, (_, n) => [
        `user:default/old-${n}`,
        `user:default/new-${n}`,
      ]),
    );
    open({ ...settings, options: archiveOptionsSchema.parse({ mapping }) });
    expect(await row('Options')).toHaveTextContent('None');
    const mapped = await row('Users and groups');
    expect(mapped).toHaveTextContent(
      'user:default/old-0 is user:default/new-0 here',
    );
    expect(mapped).toHaveTextContent('and 480 more');
    expect(mapped).not.toHaveTextContent('old-20');
  });

  it('lead from an undo to the import', async () => {
    open({ kind: 'undo', undoes: 'run-0', applicable: true });
    expect(
      await screen.findByRole('link', {
        name: 'Page of the import that is undone',
      }),
    ).toHaveAttribute('href', '/connector/runs/run-0');
  });
});
