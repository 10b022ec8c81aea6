import { screen } from '@testing-library/react';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import type { ConnectorApi } from '@backstage-connector/plugin-connector-common';
import { provenance, tableEntity } from '../../__fixtures__/tables';
import { technologies } from '../../__fixtures__/technologies';
import { answers, refuses } from '../../__testUtils__/connectorApi';
import { renderPage } from '../../__testUtils__/renderPage';
import { ProvenanceCard } from './ProvenanceCard';

const show = (getProvenance: ConnectorApi['getProvenance']) =>
  renderPage(
    <EntityProvider entity={tableEntity('{}')}>
      <ProvenanceCard />
    </EntityProvider>,
    {
      api: {
        getProvenance,
        listTechnologies: answers({ items: technologies, unavailable: [] }),
      },
    },
  );

describe('ProvenanceCard', () => {
  it('says which connection and run brought the entity, and from where', async () => {
    const getProvenance = answers(provenance);
    show(getProvenance);
    expect(
      await screen.findByRole('link', { name: 'Retail warehouse' }),
    ).toHaveAttribute('href', '/connector/monitor?connection=warehouse');
    expect(screen.getByText('shop › sales › invoices')).toBeVisible();
    expect(screen.getByText('rule 1: sales.*')).toBeVisible();
    expect(screen.getByText('Present')).toBeVisible();
    expect(getProvenance).toHaveBeenCalledWith(
      {
        params: {
          kind: 'Resource',
          namespace: 'default',
          name: 'warehouse-sales-invoices',
        },
      },
      expect.anything(),
    );
  });

  it('says that the source no longer has the object', async () => {
    show(
      answers({
        ...provenance,
        state: 'absent' as const,
        lastRun: undefined,
        deliveredAt: undefined,
      }),
    );
    expect(await screen.findByText('Absent')).toBeVisible();
    expect(screen.getByText('None yet')).toBeVisible();
    expect(screen.getByText('Not yet')).toBeVisible();
  });

  it('says that no connection manages the entity', async () => {
    show(refuses(404, 'NotFoundError', 'unknown'));
    expect(
      await screen.findByText(
        'No connection of this portal manages this entity.',
      ),
    ).toBeVisible();
  });
});
