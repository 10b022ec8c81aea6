import { useState } from 'react';
import {
  actions,
  type Action,
} from '@backstage-connector/plugin-connector-common';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import useDebounce from 'react-use/esm/useDebounce';
import type { DecisionFiltering } from '../../hooks/useDecisionFilters';
import { useDecisions } from '../../hooks/useDecisions';
import { usePages } from '../../hooks/usePages';
import { useT } from '../../hooks/useT';
import { reasonSentence } from '../../reasonSentence';
import { ruleText } from '../../ruleText';
import { DecisionTable } from '../DecisionTable';
import { FilterSelect } from '../FilterSelect';
import { LoadedContent } from '../LoadedContent';
import { PageButtons } from '../PageButtons';
import { SearchField } from '../SearchField';
import { DecisionDownload } from './DecisionDownload';

const PAGE = 50;
const TYPING_MS = 300;

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    marginBottom: theme.spacing(2),
  },
  search: { flex: '1 1 240px', maxWidth: 400 },
  download: { marginLeft: 'auto' },
}));

/** The decisions of a run or a plan, filtered and by pages. */
export const DecisionList = (props: {
  runId: string;
  filtering: DecisionFiltering;
  /** What can be chosen in each filter; there is none for what is empty. */
  choices: {
    actions: readonly Action[];
    rules: readonly string[];
    reasons: readonly string[];
  };
  /** How many there are that the list leaves out. */
  ignored: number;
}) => {
  const { runId, filtering, choices, ignored } = props;
  const { filters, change } = filtering;
  const classes = useStyles();
  const t = useT();
  const [typed, setTyped] = useState('');
  const [text, setText] = useState('');
  useDebounce(() => setText(typed.trim()), TYPING_MS, [typed]);
  const pages = usePages(JSON.stringify([runId, filters, text]));
  const decisions = useDecisions({
    ...filters,
    runId,
    text,
    limit: PAGE,
    cursor: pages.cursor,
  });
  return (
    <>
      <div className={classes.bar} role="search">
        <SearchField
          id="decision-search"
          className={classes.search}
          label={t('runPage.decisions.search')}
          value={typed}
          onChange={setTyped}
          maxLength={200}
        />
        <FilterSelect
          label={t('runPage.decisions.action')}
          all={t('runPage.decisions.all')}
          value={filters.action}
          options={actions
            .filter(value => choices.actions.includes(value))
            .map(value => ({ value, label: t(`run.action.${value}`) }))}
          onChange={action => change({ action })}
        />
        {choices.rules.length > 0 && (
          <FilterSelect
            label={t('runPage.decisions.rule')}
            all={t('runPage.decisions.all')}
            value={filters.rule}
            options={choices.rules.map(value => ({
              value,
              label: ruleText(value, t),
            }))}
            onChange={rule => change({ rule })}
          />
        )}
        <FilterSelect
          label={t('runPage.decisions.reason')}
          all={t('runPage.decisions.all')}
          value={filters.reason}
          options={choices.reasons.map(value => ({
            value,
            label: reasonSentence(value),
          }))}
          onChange={reason => change({ reason })}
        />
        <div className={classes.download}>
          <DecisionDownload runId={runId} />
        </div>
      </div>
      <LoadedContent state={decisions}>
        {({ items, total, nextCursor }) => (
          <>
            <Typography variant="body2" color="textSecondary" role="status">
              {t('runPage.decisions.total', { count: total })}
              {ignored > 0 &&
                `. ${t('runPage.decisions.ignored', { count: ignored })}`}
            </Typography>
            <DecisionTable decisions={items} />
            <PageButtons
              previousLabel={t('runPage.decisions.newer')}
              nextLabel={t('runPage.decisions.older')}
              previous={pages.previous}
              next={pages.next(nextCursor)}
            />
          </>
        )}
      </LoadedContent>
    </>
  );
};
