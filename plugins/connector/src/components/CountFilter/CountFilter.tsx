import Chip from '@material-ui/core/Chip';
import { ChipList } from '../ChipList';

/** Counts by name; each can be chosen, to see what is behind it. */
export function CountFilter<T extends string>(props: {
  label: string;
  counts: readonly { readonly value: T; label: string; count: number }[];
  chosen: T | '';
  onChoose: (value: T | '') => void;
}) {
  const { label, counts, chosen, onChoose } = props;
  return (
    <ChipList label={label}>
      {counts.map(({ value, label: name, count }) => {
        const pressed = value === chosen;
        return (
          <Chip
            key={value}
            component="button"
            clickable
            color={pressed ? 'primary' : 'default'}
            variant={pressed ? 'default' : 'outlined'}
            label={`${count.toLocaleString()} ${name}`}
            aria-pressed={pressed}
            onClick={() => onChoose(pressed ? '' : value)}
          />
        );
      })}
    </ChipList>
  );
}
