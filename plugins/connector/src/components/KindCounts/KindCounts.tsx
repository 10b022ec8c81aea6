import Chip from '@material-ui/core/Chip';
import { ChipList } from '../ChipList';

/** How many objects there are of each kind. */
export const KindCounts = (props: {
  counts: Readonly<Record<string, number>>;
  label: string;
}) => (
  <ChipList label={props.label}>
    {Object.entries(props.counts)
      .sort(([one], [other]) => one.localeCompare(other))
      .map(([kind, count]) => (
        <Chip
          key={kind}
          size="small"
          variant="outlined"
          label={`${kind}: ${count.toLocaleString()}`}
        />
      ))}
  </ChipList>
);
