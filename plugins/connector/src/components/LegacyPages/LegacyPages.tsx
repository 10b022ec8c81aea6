import { Header, Page, TabbedLayout } from '@backstage/core-components';
import { useT } from '../../hooks/useT';
import { ArchivesPanel } from '../ArchivesPage';
import { ConnectionsPanel } from '../ConnectionsPage';
import { ImportPanel } from '../ImportPage';
import { MonitorPanel } from '../MonitorPage';
import { RunPage } from '../RunPage';

// In the legacy system a page brings its own shell; its content is the same.

/** Connections, Import, Monitor and Archives as tabs of one page. */
export const LegacyConnectorPage = () => {
  const t = useT();
  return (
    <Page themeId="tool">
      <Header title={t('plugin.title')} />
      <TabbedLayout>
        <TabbedLayout.Route path="/connections" title={t('connections.title')}>
          <ConnectionsPanel />
        </TabbedLayout.Route>
        <TabbedLayout.Route path="/import" title={t('wizard.title')}>
          <ImportPanel />
        </TabbedLayout.Route>
        <TabbedLayout.Route path="/monitor" title={t('monitor.title')}>
          <MonitorPanel />
        </TabbedLayout.Route>
        <TabbedLayout.Route path="/archives" title={t('archives.title')}>
          <ArchivesPanel />
        </TabbedLayout.Route>
      </TabbedLayout>
    </Page>
  );
};

/** One run, below the header of the plugin. */
export const LegacyRunPage = () => {
  const t = useT();
  return (
    <Page themeId="tool">
      <Header title={t('plugin.title')} />
      <RunPage />
    </Page>
  );
};
