import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import useAsync from 'react-use/esm/useAsync';
import { catalogFields } from '../archives/catalogFields';
import { queryFields, type QueryField } from '../archives/exportDraft';

/** What the catalog has to choose from in each part of a query. */
export function useQueryFacets() {
  const catalogApi = useApi(catalogApiRef);
  const { value, loading, error } = useAsync(async () => {
    const { facets } = await catalogApi.getEntityFacets({
      facets: queryFields.map(field => catalogFields[field]),
    });
    const valuesOf = (field: QueryField) =>
      (facets[catalogFields[field]] ?? [])
        .map(facet => facet.value)
        .sort((one, other) => one.localeCompare(other))
        .filter(ref => field !== 'system' || ref.startsWith('system:'));
    return Object.fromEntries(
      queryFields.map(field => [field, valuesOf(field)]),
    ) as Record<QueryField, string[]>;
  }, [catalogApi]);
  return { facets: value, loading, error };
}
