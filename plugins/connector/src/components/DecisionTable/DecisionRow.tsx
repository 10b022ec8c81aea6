import { useState } from 'react';
import type { DecisionRecord } from '@backstage-connector/plugin-connector-common';
import IconButton from '@material-ui/core/IconButton';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import ChevronRightIcon from '@material-ui/icons/ChevronRight';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { useT } from '../../hooks/useT';
import { localInstants } from '../../times';
import { actionTones } from '../ActionCounts';
import { StateChip } from '../StateChip';
import { DecisionDetail } from './DecisionDetail';

const useStyles = makeStyles(theme => ({
  cell: { overflowWrap: 'anywhere', lineHeight: 1.43 },
  // Else the sentence takes all the room there is.
  object: { [theme.breakpoints.up('md')]: { width: '30%' } },
}));

/** One decision, and below it what it opens to. */
export const DecisionRow = ({ decision }: { decision: DecisionRecord }) => {
  const { seq, action, title, ref, assetKind, sentence } = decision;
  // Until then the catalog has no page for it; what is skipped may never have.
  const exists = action === 'create' ? decision.applied : action !== 'skip';
  const classes = useStyles();
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      <TableRow>
        <TableCell padding="checkbox">
          <IconButton
            size="small"
            aria-label={t('runPage.decisions.show', { title })}
            aria-expanded={open}
            aria-controls={`decision-${seq}`}
            onClick={() => setOpen(!open)}
          >
            {open ? <ExpandMoreIcon /> : <ChevronRightIcon />}
          </IconButton>
        </TableCell>
        <TableCell>
          <StateChip
            tone={actionTones[action]}
            label={t(`run.action.${action}`)}
          />
        </TableCell>
        <TableCell className={`${classes.cell} ${classes.object}`}>
          {title}
          <Typography variant="body2" color="textSecondary" component="div">
            {exists ? (
              <EntityRefLink entityRef={ref} title={ref} hideIcon />
            ) : (
              ref
            )}
          </Typography>
        </TableCell>
        <TableCell style={{ whiteSpace: 'nowrap' }}>{assetKind}</TableCell>
        <TableCell className={classes.cell}>
          {localInstants(sentence)}
        </TableCell>
      </TableRow>
      {open && (
        <TableRow id={`decision-${seq}`}>
          <TableCell colSpan={5} padding="none">
            <DecisionDetail decision={decision} />
          </TableCell>
        </TableRow>
      )}
    </>
  );
};
