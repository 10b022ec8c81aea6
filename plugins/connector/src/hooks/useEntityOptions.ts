import { useState } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import useAsync from 'react-use/esm/useAsync';
import useDebounce from 'react-use/esm/useDebounce';

/** An entity to choose: its reference, and the name people know it by. */
export interface EntityOption {
  readonly ref: string;
  readonly title: string;
}

const LIMIT = 25;
const TYPING_MS = 250;

/** The first entities of these kinds whose name or title has the text. */
export function useEntityOptions(options: {
  /** Of every kind where none is given. */
  kinds: readonly string[];
  text: string;
}) {
  const catalogApi = useApi(catalogApiRef);
  const kinds = options.kinds.join(',');
  const [term, setTerm] = useState('');
  useDebounce(() => setTerm(options.text.trim()), TYPING_MS, [options.text]);

  const { value, loading, error } = useAsync(async () => {
    const { items } = await catalogApi.queryEntities({
      ...(kinds && { filter: { kind: kinds.split(',') } }),
      ...(term && {
        fullTextFilter: {
          term,
          fields: [
            'metadata.name',
            'metadata.title',
            'spec.profile.displayName',
          ],
        },
      }),
      fields: [
        'kind',
        'metadata.name',
        'metadata.namespace',
        'metadata.title',
        'spec.profile',
      ],
      limit: LIMIT,
    });
    return items.map((entity): EntityOption => {
      const profile = entity.spec?.profile as
        | { displayName?: string }
        | undefined;
      return {
        ref: stringifyEntityRef(entity),
        title:
          entity.metadata.title ?? profile?.displayName ?? entity.metadata.name,
      };
    });
  }, [catalogApi, kinds, term]);
  return { found: value ?? [], loading, error };
}
