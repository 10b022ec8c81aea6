import type { ReactNode } from 'react';
import type { Provenance } from '@backstage-connector/plugin-connector-common';
import { InfoCard, Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useProvenance } from '../../hooks/useProvenance';
import { useT } from '../../hooks/useT';
import { useTechnologiesById } from '../../hooks/useTechnologies';
import { monitorRouteRef, runRouteRef } from '../../routes';
import { Instant } from '../Instant';
import { LoadedContent } from '../LoadedContent';
import { RunStateChip, StateChip } from '../StateChip';
import { TechnologyIcon } from '../TechnologyIcon';

const useStyles = makeStyles(theme => ({
  connection: { display: 'flex', alignItems: 'center', gap: theme.spacing(1) },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    gap: theme.spacing(1, 2),
    alignItems: 'center',
    margin: 0,
    '& dt': { color: theme.palette.text.secondary },
    '& dd': {
      margin: 0,
      overflowWrap: 'anywhere',
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0, 1),
    },
  },
}));

const Fact = (props: { name: string; value: ReactNode }) => (
  <>
    <dt>{props.name}</dt>
    <dd>{props.value}</dd>
  </>
);

const Facts = ({ provenance }: { provenance: Provenance }) => {
  const { connection, lastRun, path, ownerRule, state } = provenance;
  const { deliveredAt, modifiedAt } = provenance;
  const classes = useStyles();
  const t = useT();
  const technologies = useTechnologiesById();
  const monitorLink = useRouteRef(monitorRouteRef);
  const runLink = useRouteRef(runRouteRef);
  const facts: [string, ReactNode][] = [
    [
      t('provenance.connection'),
      <span className={classes.connection}>
        <TechnologyIcon
          technology={technologies.get(connection.technology)}
          size={20}
        />
        <Link to={`${monitorLink()}?connection=${connection.id}`}>
          {connection.name}
        </Link>
      </span>,
    ],
    [t('provenance.path'), <code>{path.join(' › ')}</code>],
    [
      t('provenance.lastRun'),
      lastRun ? (
        <>
          <RunStateChip state={lastRun.state} />
          <Link to={runLink({ id: lastRun.id })}>
            <Instant at={lastRun.queuedAt} />
          </Link>
        </>
      ) : (
        t('provenance.none')
      ),
    ],
    [t('provenance.modifiedAt'), <Instant at={modifiedAt} />],
    [
      t('provenance.deliveredAt'),
      deliveredAt ? <Instant at={deliveredAt} /> : t('provenance.notDelivered'),
    ],
    ...(ownerRule
      ? [[t('provenance.ownerRule'), ownerRule] satisfies [string, ReactNode]]
      : []),
    [
      t('provenance.state'),
      <StateChip
        tone={state === 'present' ? 'good' : 'warning'}
        label={t(`provenance.${state}`)}
      />,
    ],
  ];
  return (
    <Typography variant="body2" component="dl" className={classes.facts}>
      {facts.map(([name, value]) => (
        <Fact key={name} name={name} value={value} />
      ))}
    </Typography>
  );
};

/** Where an imported entity comes from, and what brought it. */
export const ProvenanceCard = () => {
  const { entity } = useEntity();
  const t = useT();
  const provenance = useProvenance(entity);
  return (
    <InfoCard
      title={t('provenance.title')}
      titleTypographyProps={{ variant: 'h6' }}
    >
      <LoadedContent
        state={provenance}
        missing={
          <Typography color="textSecondary">
            {t('provenance.unknown')}
          </Typography>
        }
      >
        {value => <Facts provenance={value} />}
      </LoadedContent>
    </InfoCard>
  );
};
