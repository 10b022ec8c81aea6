import { useState } from 'react';
import Chip from '@material-ui/core/Chip';
import Typography from '@material-ui/core/Typography';
import type { ExportDraft } from '../../archives/exportDraft';
import { useT } from '../../hooks/useT';
import { ChipList } from '../ChipList';
import { EntityPicker } from '../EntityPicker';

/** Entities that are chosen one by one. */
export const ChosenEntities = (props: {
  draft: ExportDraft;
  onChange: (changes: Partial<ExportDraft>) => void;
}) => {
  const { draft, onChange } = props;
  const { refs } = draft;
  const t = useT();
  // A new field for each entity, so that it is empty again.
  const [added, setAdded] = useState(0);
  return (
    <>
      <EntityPicker
        key={added}
        id="export-entity"
        label={t('export.addEntity')}
        hint={t('export.addEntityHint')}
        kinds={[]}
        value=""
        onChange={ref => {
          if (ref && !refs.includes(ref)) onChange({ refs: [...refs, ref] });
          setAdded(count => count + 1);
        }}
      />
      <Typography role="status">
        {t('export.chosen', { count: refs.length })}
      </Typography>
      {refs.length > 0 && (
        <ChipList label={t('export.chosenList')}>
          {refs.map(ref => (
            <Chip
              key={ref}
              size="small"
              label={ref}
              onDelete={() =>
                onChange({ refs: refs.filter(other => other !== ref) })
              }
            />
          ))}
        </ChipList>
      )}
    </>
  );
};
