import type { ReactElement } from 'react';
import { EmptyState } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import type { FoundConnection } from '../../archives/archivedConnection';
import { useArchive } from '../../hooks/useArchives';
import { useT } from '../../hooks/useT';
import { LoadedContent } from '../LoadedContent';

/** A form that begins with a connection of an archive, if that is still there. */
export const ArchivedImport = (props: {
  archiveId: string;
  connectionId: string;
  technologyId: string;
  onEmpty: () => void;
  children: (from: FoundConnection) => ReactElement;
}) => {
  const { archiveId, connectionId, technologyId, onEmpty, children } = props;
  const t = useT();
  const archive = useArchive(archiveId);
  const gone = (
    <EmptyState
      missing="content"
      title={t('archiveConnections.goneTitle')}
      description={t('archiveConnections.goneText')}
      action={
        <Button variant="contained" color="primary" onClick={onEmpty}>
          {t('archiveConnections.empty')}
        </Button>
      }
    />
  );
  return (
    <LoadedContent state={archive} missing={gone}>
      {value => {
        const connection = value.header.connections?.find(
          it => it.id === connectionId && it.technology === technologyId,
        );
        return connection ? children({ archive: value, connection }) : gone;
      }}
    </LoadedContent>
  );
};
