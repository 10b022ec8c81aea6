import { occurrenceOutcomeCodes } from '@backstage-connector/plugin-connector-common';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useConnections } from '../../hooks/useConnections';
import { useOccurrences } from '../../hooks/useOccurrences';
import { usePages } from '../../hooks/usePages';
import { useOutcomeFilter, useRunFilters } from '../../hooks/useRunFilters';
import { useT } from '../../hooks/useT';
import { FilterSelect } from '../FilterSelect';
import { LoadedContent } from '../LoadedContent';
import { PageButtons } from '../PageButtons';
import { OccurrenceTable } from './OccurrenceTable';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
    marginBottom: theme.spacing(1.5),
  },
}));

/** What schedules were to start, and what became of it (OC-24). */
export const Occurrences = () => {
  const classes = useStyles();
  const t = useT();
  const { connection } = useRunFilters().filters;
  const { outcome, change } = useOutcomeFilter();
  const pages = usePages(JSON.stringify([connection, outcome]));
  const { cursor } = pages;
  const state = useOccurrences({ connection, outcome, cursor });
  const connections = useConnections();
  const nameOf = (id: string) =>
    (connections.status === 'ready' &&
      connections.value.find(it => it.id === id)?.name) ||
    id;
  return (
    <section>
      <div className={classes.head}>
        <Typography variant="h5" component="h2">
          {t('occurrences.title')}
        </Typography>
        <FilterSelect
          label={t('occurrences.outcome')}
          all={t('monitor.all')}
          value={outcome}
          options={occurrenceOutcomeCodes.map(value => ({
            value,
            label: t(`occurrences.outcomes.${value}`),
          }))}
          onChange={change}
        />
      </div>
      <LoadedContent state={state}>
        {({ items, nextCursor }) =>
          items.length || outcome ? (
            <>
              <OccurrenceTable occurrences={items} nameOf={nameOf} />
              <PageButtons
                previousLabel={t('monitor.newer')}
                nextLabel={t('monitor.older')}
                previous={pages.previous}
                next={pages.next(nextCursor)}
              />
            </>
          ) : (
            <Typography color="textSecondary">
              {t('occurrences.none')}
            </Typography>
          )
        }
      </LoadedContent>
    </section>
  );
};
