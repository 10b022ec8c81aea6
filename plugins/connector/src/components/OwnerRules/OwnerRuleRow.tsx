import IconButton from '@material-ui/core/IconButton';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import ArrowUpwardIcon from '@material-ui/icons/ArrowUpward';
import DeleteIcon from '@material-ui/icons/DeleteOutline';
import type { OwnerRule } from '@backstage-connector/plugin-connector-common';
import { useT } from '../../hooks/useT';
import { EntityPicker } from '../EntityPicker';

const useStyles = makeStyles(theme => ({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr) auto auto',
    alignItems: 'start',
    gap: theme.spacing(1),
  },
}));

/** One owner rule. */
export const OwnerRuleRow = (props: {
  number: number;
  rule: OwnerRule;
  problems: { pattern?: string; owner?: string };
  onChange: (part: Partial<OwnerRule>) => void;
  onRemove: () => void;
  onMoveUp?: () => void;
}) => {
  const { number, rule, problems, onChange, onRemove, onMoveUp } = props;
  const classes = useStyles();
  const t = useT();
  return (
    <li className={classes.row}>
      <TextField
        id={`rule-${number}-pattern`}
        label={t('identity.rulePattern', { number: String(number) })}
        value={rule.pattern}
        onChange={event => onChange({ pattern: event.target.value })}
        error={problems.pattern !== undefined}
        helperText={problems.pattern}
        variant="outlined"
        size="small"
      />
      <EntityPicker
        id={`rule-${number}-owner`}
        label={t('identity.ruleOwner', { number: String(number) })}
        kinds={['Group', 'User']}
        value={rule.owner}
        onChange={owner => onChange({ owner })}
        problem={problems.owner}
      />
      <IconButton
        size="small"
        aria-label={t('identity.ruleUp', { number: String(number) })}
        disabled={!onMoveUp}
        onClick={onMoveUp}
      >
        <ArrowUpwardIcon />
      </IconButton>
      <IconButton
        size="small"
        aria-label={t('identity.ruleRemove', { number: String(number) })}
        onClick={onRemove}
      >
        <DeleteIcon />
      </IconButton>
    </li>
  );
};
