import type {
  ArchiveObject,
  ArchiveSelection,
} from '@backstage-connector/plugin-connector-common';
import Button from '@material-ui/core/Button';
import Checkbox from '@material-ui/core/Checkbox';
import Tooltip from '@material-ui/core/Tooltip';
import Typography from '@material-ui/core/Typography';
import ChevronRightIcon from '@material-ui/icons/ChevronRight';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import { isSelectable } from '../../archives/selection';
import { useT } from '../../hooks/useT';
import { Instant } from '../Instant';
import { useLineStyles } from './useLineStyles';

const Below = ({ object }: { object: ArchiveObject }) => {
  const { ref, invalid } = object;
  const classes = useLineStyles();
  const t = useT();
  const text =
    invalid === undefined
      ? ref
      : t('archiveImport.contents.invalidObject', { reason: invalid });
  return (
    <Typography
      variant="body2"
      noWrap
      title={text}
      {...(invalid === undefined
        ? { color: 'textSecondary' as const }
        : { className: classes.invalid })}
    >
      {text}
    </Typography>
  );
};

/** An object: whether it is imported, what it is, and what it needs. */
export const ObjectLine = (props: {
  object: ArchiveObject;
  selection: ArchiveSelection;
  selected: boolean;
  open: boolean;
  onToggle: () => void;
  onTurn: () => void;
}) => {
  const { object, selection, selected, open, onToggle, onTurn } = props;
  const { ref, kind, title, modifiedAt, requires, topLevel, invalid } = object;
  const classes = useLineStyles();
  const t = useT();
  const selectable = isSelectable(selection, object);
  const required = !selectable && !topLevel && invalid === undefined;
  const box = (
    <Checkbox
      size="small"
      color="primary"
      checked={selected}
      disabled={!selectable}
      onChange={onToggle}
      inputProps={{
        'aria-label': t('archiveImport.contents.select', { ref }),
      }}
    />
  );
  return (
    <div className={classes.line} role="presentation">
      <div role="cell" className={classes.box}>
        {required ? (
          <Tooltip title={t('archiveImport.contents.required')}>
            <span>{box}</span>
          </Tooltip>
        ) : (
          box
        )}
      </div>
      <div role="cell">
        <Typography noWrap title={title}>
          {title}
        </Typography>
        <Below object={object} />
      </div>
      <Typography role="cell" variant="body2" noWrap>
        {kind}
      </Typography>
      <Typography role="cell" variant="body2" noWrap component="div">
        <Instant at={modifiedAt} as="local" />
      </Typography>
      <div role="cell">
        {requires.length > 0 && (
          <Button
            size="small"
            endIcon={open ? <ExpandMoreIcon /> : <ChevronRightIcon />}
            aria-expanded={open}
            aria-label={t('archiveImport.contents.needsOf', { ref })}
            onClick={onTurn}
          >
            {t('archiveImport.contents.needs', { count: requires.length })}
          </Button>
        )}
      </div>
    </div>
  );
};
