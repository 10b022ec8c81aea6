import { EmptyState } from '@backstage/core-components';
import { useConnection } from '../../hooks/useConnection';
import { useT } from '../../hooks/useT';
import { useTechnologies } from '../../hooks/useTechnologies';
import { LoadedContent } from '../LoadedContent';
import { ExistingConnection } from './ExistingConnection';

/** The wizard for a saved connection, whose technology may be gone by now. */
export const ExistingImport = ({ connectionId }: { connectionId: string }) => {
  const t = useT();
  const connection = useConnection(connectionId);
  const technologies = useTechnologies();
  return (
    <LoadedContent state={connection}>
      {value => (
        <LoadedContent state={technologies}>
          {({ items, unavailable }) => {
            const technology = items.find(({ id }) => id === value.technology);
            return technology ? (
              <ExistingConnection
                connection={value}
                technology={technology}
                onChanged={() =>
                  connection.status === 'ready' && connection.reload()
                }
              />
            ) : (
              <EmptyState
                missing="content"
                title={t('wizard.notInstalledTitle', {
                  technology: value.technology,
                })}
                description={
                  unavailable.find(({ module }) => module === value.technology)
                    ?.reason ?? t('gallery.noneText')
                }
              />
            );
          }}
        </LoadedContent>
      )}
    </LoadedContent>
  );
};
