import { screen } from '@testing-library/react';
import { renderPage } from '../../__testUtils__/renderPage';
import { localInstants } from '../../times';
import { FindingList } from './FindingList';

describe('the findings of a run', () => {
  it('say instants by the clock of the viewer', async () => {
    const sentence = 'Nothing was read since 2026-02-01T00:00:00.000Z.';
    const remedy = 'Read it again before 2026-02-02T00:00:00.000Z.';
    const sample = 'main.sales, of 2026-02-03T00:00:00.000Z';
    renderPage(
      <FindingList
        findings={[
          {
            code: 'source.old',
            severity: 'warning',
            sentence,
            remedy,
            samples: [sample],
          },
        ]}
      />,
      { api: {} },
    );
    const list = await screen.findByRole('list', { name: 'Findings' });
    for (const text of [sentence, remedy, sample]) {
      expect(localInstants(text)).not.toBe(text);
      expect(list).toHaveTextContent(localInstants(text).replace(/\s+/g, ' '));
    }
  });
});
