import { EmptyState } from '@backstage/core-components';
import { usePages } from '../../hooks/usePages';
import { useRunFilters } from '../../hooks/useRunFilters';
import { useRunSelection } from '../../hooks/useRunSelection';
import { useRuns } from '../../hooks/useRuns';
import { useT } from '../../hooks/useT';
import { LoadedContent } from '../LoadedContent';
import { PageButtons } from '../PageButtons';
import { RunFilters } from '../RunFilters';
import { RunTable } from '../RunTable';
import { ComparisonBar } from './ComparisonBar';

/** The runs, filtered and by pages. */
export const RunList = () => {
  const t = useT();
  const { filters, change } = useRunFilters();
  const pages = usePages(JSON.stringify(filters));
  const runs = useRuns(filters, pages.cursor);
  const selection = useRunSelection();
  const filtered = Object.values(filters).some(Boolean);
  return (
    <>
      <RunFilters filters={filters} onChange={change} />
      <LoadedContent state={runs}>
        {({ items, nextCursor }) =>
          items.length || filtered ? (
            <>
              <ComparisonBar selection={selection} />
              <RunTable runs={items} selection={selection} />
              <PageButtons
                previousLabel={t('monitor.newer')}
                nextLabel={t('monitor.older')}
                previous={pages.previous}
                next={pages.next(nextCursor)}
              />
            </>
          ) : (
            <EmptyState
              missing="data"
              title={t('monitor.emptyTitle')}
              description={t('monitor.emptyText')}
            />
          )
        }
      </LoadedContent>
    </>
  );
};
