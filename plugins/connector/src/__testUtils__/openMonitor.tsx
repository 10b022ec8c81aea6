import { screen, waitFor } from '@testing-library/react';
import type { ConnectorApi } from '@backstage-connector/plugin-connector-common';
import { MonitorPage } from '../components/MonitorPage';
import { connections } from '../__fixtures__/connections';
import { answers } from './connectorApi';
import { renderPage } from './renderPage';

const listConnections = answers({ items: connections });
export const noStrips = answers({ items: [] });
export const noOccurrences = answers({ items: [] });
/** Opens the monitor; where an operation is not given, there is nothing. */
export const openMonitor = (api: Partial<ConnectorApi>, search = '') =>
  renderPage(<MonitorPage />, {
    at: `/connector/monitor${search}`,
    api: {
      listConnections,
      listUpcoming: answers({ items: [] }),
      listRunStrips: noStrips,
      listOccurrences: noOccurrences,
      listRuns: answers({ items: [] }),
      ...api,
    },
  });
/** Waits for the address to have this text. */
export const address = (text: string | RegExp) =>
  waitFor(() =>
    expect(screen.getByLabelText('address')).toHaveTextContent(text),
  );
