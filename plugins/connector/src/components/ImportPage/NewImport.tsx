import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { Progress } from '@backstage/core-components';
import { useSearchParams } from 'react-router-dom';
import useAsync from 'react-use/esm/useAsync';
import type { FoundConnection } from '../../archives/archivedConnection';
import { useTechnologies } from '../../hooks/useTechnologies';
import { LoadedContent } from '../LoadedContent';
import { TechnologyGallery } from '../TechnologyGallery';
import { WizardFrame } from '../WizardFrame';
import { ArchivedImport } from './ArchivedImport';
import { NewConnection } from './NewConnection';

/**
 * From the gallery to a saved connection. The technology stands in the URL, and
 * `source` too when the import was asked for on a System or Domain, or the
 * connection of an archive that the form is to begin with.
 */
export const NewImport = () => {
  const technologies = useTechnologies();
  const [params, setParams] = useSearchParams();
  const owner = useUsualOwner();
  const chosen = params.get('technology');
  const forget = (...names: string[]) =>
    setParams(previous => {
      names.forEach(name => previous.delete(name));
      return previous;
    });

  return (
    <LoadedContent state={technologies}>
      {({ items, unavailable }) => {
        const technology = items.find(({ id }) => id === chosen);
        if (!technology) {
          return (
            <WizardFrame step="technology" wide>
              <TechnologyGallery
                technologies={items}
                unavailable={unavailable}
                onChoose={({ id }) =>
                  setParams(previous => {
                    previous.set('technology', id);
                    return previous;
                  })
                }
              />
            </WizardFrame>
          );
        }
        if (owner.loading) {
          return <Progress />;
        }
        const formOf = (from?: FoundConnection) => (
          <NewConnection
            key={technology.id}
            technology={technology}
            owner={owner.value ?? ''}
            source={params.get('source') ?? undefined}
            from={from}
            onBack={() => forget('technology', 'archive', 'connection')}
          />
        );
        const archiveId = params.get('archive');
        const connectionId = params.get('connection');
        return archiveId && connectionId ? (
          <ArchivedImport
            archiveId={archiveId}
            connectionId={connectionId}
            technologyId={technology.id}
            onEmpty={() => forget('archive', 'connection')}
          >
            {formOf}
          </ArchivedImport>
        ) : (
          formOf()
        );
      }}
    </LoadedContent>
  );
};

// A group outlives a person, so it is proposed first (OC-54).
function useUsualOwner() {
  const identityApi = useApi(identityApiRef);
  return useAsync(async () => {
    const { ownershipEntityRefs, userEntityRef } =
      await identityApi.getBackstageIdentity();
    return (
      ownershipEntityRefs.find(ref => ref.startsWith('group:')) ?? userEntityRef
    );
  }, [identityApi]);
}
