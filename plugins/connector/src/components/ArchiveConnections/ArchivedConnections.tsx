import {
  connectionCreatePermission,
  type Archive,
  type ArchivedConnection,
  type Connection,
} from '@backstage-connector/plugin-connector-common';
import { LinkButton } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { archivedConnectionQuery } from '../../archives/archivedConnection';
import { useReadableConnections } from '../../hooks/useReadableConnections';
import { useT } from '../../hooks/useT';
import { useTechnologies } from '../../hooks/useTechnologies';
import { importRouteRef } from '../../routes';
import { scheduleSentence } from '../../schedule/scheduleSentence';
import { LoadedContent } from '../LoadedContent';
import { RecordTable, type RecordColumn } from '../RecordTable';
import { settingTitles } from './settingTitles';

const PAGE = 10;

const useStyles = makeStyles(theme => ({
  parts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(1),
  },
}));

const Listed = (props: { archive: Archive; here: readonly Connection[] }) => {
  const { archive, here } = props;
  const classes = useStyles();
  const t = useT();
  const importLink = useRouteRef(importRouteRef);
  const technologies = useTechnologies();
  const { allowed, loading } = usePermission({
    permission: connectionCreatePermission,
  });
  return (
    <LoadedContent state={technologies}>
      {({ items }) => {
        const technologyOf = ({ technology }: ArchivedConnection) =>
          items.find(({ id }) => id === technology);
        const columns: RecordColumn<ArchivedConnection>[] = [
          {
            title: t('archiveConnections.column.name'),
            width: 30,
            render: connection => {
              const same = sameIn(here, connection);
              return (
                <>
                  {connection.name}
                  {same && (
                    <Typography variant="body2" color="textSecondary">
                      {t(`archiveConnections.${same}`)}
                    </Typography>
                  )}
                </>
              );
            },
          },
          {
            title: t('archiveConnections.column.technology'),
            width: 17,
            render: connection =>
              technologyOf(connection)?.title ??
              t('archiveConnections.notInstalled', {
                technology: connection.technology,
              }),
          },
          {
            title: t('archiveConnections.column.schedule'),
            width: 20,
            render: ({ schedule }) =>
              schedule
                ? scheduleSentence(schedule, t)
                : t('archiveConnections.unscheduled'),
          },
          {
            title: t('archiveConnections.column.withheld'),
            width: 18,
            render: connection =>
              settingTitles(connection.withheld, technologyOf(connection)) ||
              t('archiveConnections.nothingWithheld'),
          },
          {
            title: t('archiveConnections.column.actions'),
            titleHidden: true,
            width: 15,
            render: connection =>
              allowed &&
              technologyOf(connection) && (
                <LinkButton
                  size="small"
                  variant="outlined"
                  to={`${importLink()}?${archivedConnectionQuery(
                    archive,
                    connection,
                  )}`}
                  aria-label={t('archiveConnections.setUpName', {
                    name: connection.name,
                  })}
                >
                  {t('archiveConnections.setUp')}
                </LinkButton>
              ),
          },
        ];
        return (
          <section className={classes.parts}>
            <div>
              <Typography variant="h6" component="h4">
                {t('archiveConnections.title')}
              </Typography>
              <Typography variant="body2" color="textSecondary">
                {t('archiveConnections.text')}
                {!allowed &&
                  !loading &&
                  ` ${t('archiveConnections.mayNot', {
                    permission: connectionCreatePermission.name,
                  })}`}
              </Typography>
            </div>
            <RecordTable
              columns={columns}
              records={archive.header.connections ?? []}
              id={({ id }) => id}
              empty=""
              pageSize={PAGE}
            />
          </section>
        );
      }}
    </LoadedContent>
  );
};

/** The connections of an archive, to be set up here; nothing where there are none. */
export const ArchivedConnections = ({ archive }: { archive: Archive }) => {
  const connections = useReadableConnections();
  if (!archive.header.connections?.length) return null;
  // Who may read no connection sees those of the archive all the same.
  return connections.status === 'forbidden' ? (
    <Listed archive={archive} here={[]} />
  ) : (
    <LoadedContent state={connections}>
      {here => <Listed archive={archive} here={here} />}
    </LoadedContent>
  );
};

function sameIn(
  here: readonly Connection[],
  { id, name }: ArchivedConnection,
): 'sameId' | 'sameName' | undefined {
  if (here.some(it => it.id === id)) return 'sameId';
  return here.some(it => nameKey(it.name) === nameKey(name))
    ? 'sameName'
    : undefined;
}

// As the server compares names.
function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
