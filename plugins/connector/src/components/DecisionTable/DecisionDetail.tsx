import type { DecisionRecord } from '@backstage-connector/plugin-connector-common';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useT } from '../../hooks/useT';
import { ruleText } from '../../ruleText';
import { localInstants } from '../../times';

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(2, 3),
    backgroundColor: theme.palette.action.hover,
  },
  value: {
    margin: 0,
    maxHeight: 240,
    overflow: 'auto',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontFamily: 'monospace',
    fontSize: '0.85em',
    lineHeight: 1.43,
  },
  notes: { margin: theme.spacing(1, 0), paddingLeft: theme.spacing(2.5) },
  changes: { marginTop: theme.spacing(1) },
  cell: { verticalAlign: 'top', width: '40%' },
}));

const ChangedValue = ({ value }: { value: unknown }) => {
  const classes = useStyles();
  const t = useT();
  return (
    <TableCell className={classes.cell}>
      {value === undefined || value === null ? (
        <Typography variant="body2" color="textSecondary">
          {t('runPage.decisions.absent')}
        </Typography>
      ) : (
        <pre className={classes.value}>
          {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
        </pre>
      )}
    </TableCell>
  );
};

/** The reason and rule of a decision, and each change before and after. */
export const DecisionDetail = ({ decision }: { decision: DecisionRecord }) => {
  const { action, sentence, remedy, rule, reason, notes, changes } = decision;
  const classes = useStyles();
  const t = useT();
  return (
    <div className={classes.root}>
      <Typography>{localInstants(sentence)}</Typography>
      {remedy && (
        <Typography>
          {t(
            action === 'reject' || action === 'skip'
              ? 'runPage.decisions.wouldSucceed'
              : 'runPage.decisions.remedy',
          )}
          : {localInstants(remedy)}
        </Typography>
      )}
      <Typography variant="body2" color="textSecondary">
        {t('runPage.decisions.rule')}: {ruleText(rule, t)} ({reason})
      </Typography>
      {notes && notes.length > 0 && (
        <ul className={classes.notes} aria-label={t('runPage.decisions.notes')}>
          {notes.map(note => (
            <Typography
              key={`${note.rule} ${note.sentence}`}
              variant="body2"
              component="li"
            >
              {localInstants(note.sentence)}{' '}
              <Typography
                variant="body2"
                color="textSecondary"
                component="span"
              >
                {ruleText(note.rule, t)}
              </Typography>
            </Typography>
          ))}
        </ul>
      )}
      {changes && changes.length > 0 && (
        <Table
          size="small"
          className={classes.changes}
          aria-label={t('runPage.decisions.changes')}
        >
          <TableHead>
            <TableRow>
              <TableCell>{t('runPage.decisions.field')}</TableCell>
              <TableCell>{t('runPage.decisions.before')}</TableCell>
              <TableCell>{t('runPage.decisions.after')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {changes.map(({ path, before, after }) => (
              <TableRow key={path}>
                <TableCell style={{ verticalAlign: 'top' }}>{path}</TableCell>
                <ChangedValue value={before} />
                <ChangedValue value={after} />
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </div>
  );
};
