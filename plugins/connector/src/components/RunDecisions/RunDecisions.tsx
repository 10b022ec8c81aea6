import {
  actions,
  ARCHIVE_SOURCE_ID,
  type Run,
} from '@backstage-connector/plugin-connector-common';
import { useDecisionFilters } from '../../hooks/useDecisionFilters';
import { usePlan } from '../../hooks/usePlan';
import { DecisionList } from '../DecisionList';

const Decisions = (props: { run: Run; rules: readonly string[] }) => {
  const { run, rules } = props;
  const filtering = useDecisionFilters();
  const ofArchive = run.connectionId === ARCHIVE_SOURCE_ID;
  return (
    <DecisionList
      runId={run.id}
      filtering={filtering}
      choices={{
        // What a source has not changed is counted, and not listed.
        actions: actions.filter(action => ofArchive || action !== 'ignore'),
        rules,
        reasons: Object.keys(run.report?.byReason ?? {}),
      }}
      ignored={ofArchive ? 0 : run.report?.byAction.ignore ?? 0}
    />
  );
};

// Only who has made the plan may see it; without, there is one filter less.
const PlannedDecisions = ({ run }: { run: Run }) => {
  const plan = usePlan(run.id);
  const rules = plan.status === 'ready' ? Object.keys(plan.value.byRule) : [];
  return <Decisions run={run} rules={rules} />;
};

/** All decisions of a run, filtered by action, reason and text. */
export const RunDecisions = ({ run }: { run: Run }) =>
  run.connectionId === ARCHIVE_SOURCE_ID ? (
    <PlannedDecisions run={run} />
  ) : (
    <Decisions run={run} rules={[]} />
  );
