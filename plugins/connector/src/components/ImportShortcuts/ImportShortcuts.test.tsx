import { screen } from '@testing-library/react';
import { importSummary } from '../../__fixtures__/runs';
import { answers } from '../../__testUtils__/connectorApi';
import { renderPage } from '../../__testUtils__/renderPage';
import { ImportShortcuts } from './ImportShortcuts';

describe('ImportShortcuts', () => {
  it('leads to import, connections, monitor and the last runs', async () => {
    renderPage(<ImportShortcuts />, {
      api: { listRuns: answers({ items: [importSummary] }) },
    });
    const targets = [
      ['Import', '/connector/import'],
      ['Connections', '/connector/connections'],
      ['Monitor', '/connector/monitor'],
    ];
    for (const [name, target] of targets) {
      expect(await screen.findByRole('button', { name })).toHaveAttribute(
        'href',
        target,
      );
    }
    expect(
      await screen.findByRole('link', { name: 'Retail warehouse' }),
    ).toHaveAttribute('href', '/connector/runs/run-1');
  });

  it('says that nothing ran yet', async () => {
    renderPage(<ImportShortcuts />, {
      api: { listRuns: answers({ items: [] }) },
      denied: ['connector.connection.create'],
    });
    expect(await screen.findByText('No runs yet.')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Import' })).toBeNull();
  });
});
