import { useCallback, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import useDebounce from 'react-use/esm/useDebounce';
import { catalogFields, textFields } from '../archives/catalogFields';
import { queryFields, type ExportDraft } from '../archives/exportDraft';
import { useLoaded } from './useLoaded';

const TYPING_MS = 300;

/** How many entities a query matches, as it is entered. */
export function useEntityCount({ query, text }: ExportDraft) {
  const catalogApi = useApi(catalogApiRef);
  const asked = JSON.stringify({ query, term: text.trim() });
  const [settled, setSettled] = useState(asked);
  useDebounce(() => setSettled(asked), TYPING_MS, [asked]);
  return useLoaded(
    useCallback(async () => {
      const { query: fields, term } = JSON.parse(settled);
      const { totalItems } = await catalogApi.queryEntities({
        filter: Object.fromEntries(
          queryFields.flatMap(field =>
            fields[field].length ? [[catalogFields[field], fields[field]]] : [],
          ),
        ),
        ...(term && { fullTextFilter: { term, fields: textFields } }),
        fields: ['kind'],
        limit: 1,
      });
      return totalItems;
    }, [catalogApi, settled]),
  );
}
