import type { TableStructure } from '@backstage-connector/plugin-connector-common';
import { useT } from '../../hooks/useT';
import { FactTable } from './FactTable';

/** Primary key, unique and check constraints. */
export const KeysAndChecks = ({ structure }: { structure: TableStructure }) => {
  const { primaryKey, uniqueConstraints, checks } = structure;
  const t = useT();
  const unnamed = t('dictionary.unnamed');
  const rows = [
    ...(primaryKey ? [primaryKey] : []).map(key => ({
      kind: t('dictionary.primaryKey'),
      name: key.name,
      definition: key.columns.join(', '),
      comment: key.comment,
    })),
    ...uniqueConstraints.map(key => ({
      kind: t('dictionary.uniqueKey'),
      name: key.name,
      definition: key.columns.join(', '),
      comment: key.comment,
    })),
    ...checks.map(check => ({
      kind: t('dictionary.check'),
      name: check.name,
      definition: check.expression,
      comment: check.comment,
    })),
  ];
  return (
    <FactTable
      title={t('dictionary.keysTitle')}
      columns={[
        t('dictionary.constraint'),
        t('dictionary.name'),
        t('dictionary.definition'),
        t('dictionary.description'),
      ]}
      rows={rows.map(
        ({ kind, name = unnamed, definition, comment }, index) => ({
          key: `${index} ${name}`,
          cells: [kind, name, <code>{definition}</code>, comment],
        }),
      )}
    />
  );
};
