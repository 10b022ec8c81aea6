import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { DecisionRecord } from '@backstage-connector/plugin-connector-common';
import { renderPage } from '../../__testUtils__/renderPage';
import { localInstants } from '../../times';
import { DecisionTable } from './DecisionTable';

const older: DecisionRecord = {
  seq: 1,
  uid: 'uid-1',
  ref: 'component:default/orders',
  title: 'orders',
  assetKind: 'Component',
  action: 'reject',
  rule: 'AR-23',
  reason: 'identity.older',
  sentence: 'The catalog has a newer version, of 2026-02-01T00:00:00.000Z.',
  remedy: 'Wait until 2026-02-02T00:00:00.000Z.',
  notes: [
    {
      rule: 'AR-35',
      reason: 'owner.target',
      sentence: 'The owner is that of 2026-02-03T00:00:00.000Z.',
    },
  ],
  changes: [
    {
      path: 'metadata.annotations.released',
      before: '2026-02-04T00:00:00.000Z',
      after: '2026-02-05T00:00:00.000Z',
    },
  ],
};

describe('the decisions of a run', () => {
  it('say instants by the clock of the viewer, but values as they are', async () => {
    renderPage(<DecisionTable decisions={[older]} />, { api: {} });
    const sentence = localInstants(older.sentence);
    expect(sentence).toContain('2026, ');
    expect(await screen.findByText(sentence)).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Details of orders' }),
    );
    expect(screen.getAllByText(sentence)).toHaveLength(2);
    expect(
      screen.getByText(
        `What would have made it succeed: ${localInstants(older.remedy!)}`,
      ),
    ).toBeVisible();
    expect(screen.getByRole('list', { name: 'Also' })).toHaveTextContent(
      localInstants(older.notes![0].sentence),
    );
    expect(
      within(screen.getByRole('table', { name: 'Changes' })).getByRole('row', {
        name: 'metadata.annotations.released 2026-02-04T00:00:00.000Z 2026-02-05T00:00:00.000Z',
      }),
    ).toBeVisible();
  });
});
