import Accordion from '@material-ui/core/Accordion';
import AccordionDetails from '@material-ui/core/AccordionDetails';
import AccordionSummary from '@material-ui/core/AccordionSummary';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import type { DraftForm } from '../../hooks/useDraft';
import { useT } from '../../hooks/useT';
import { AbsencePolicy } from './AbsencePolicy';

const useStyles = makeStyles(theme => ({
  accordion: { marginTop: theme.spacing(2) },
  details: { display: 'grid', gap: theme.spacing(3) },
  pair: {
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    gap: theme.spacing(2),
  },
}));

/** What most connections leave as it is. */
export const AdvancedOptions = (props: { form: DraftForm }) => {
  const { draft, problems, change } = props.form;
  const classes = useStyles();
  const t = useT();
  const troubled = [
    'namespace',
    'namePrefix',
    'absenceGraceRuns',
    'removalLimit',
  ].some(name =>
    Object.keys(problems).some(path => path.startsWith(`options.${name}`)),
  );
  const text = (name: 'namespace' | 'namePrefix') => (
    <TextField
      id={`option-${name}`}
      label={t(`identity.${name}`)}
      value={draft.options[name]}
      onChange={event => change({ options: { [name]: event.target.value } })}
      error={problems[`options.${name}`] !== undefined}
      helperText={problems[`options.${name}`] ?? t(`identity.${name}Hint`)}
      variant="outlined"
      size="small"
    />
  );

  return (
    <Accordion
      variant="outlined"
      className={classes.accordion}
      {...(troubled && { expanded: true })}
    >
      <AccordionSummary
        expandIcon={<ExpandMoreIcon />}
        aria-controls="advanced-options"
        id="advanced-options-title"
      >
        <Typography variant="h6" component="h3">
          {t('identity.advanced')}
        </Typography>
      </AccordionSummary>
      <AccordionDetails id="advanced-options" className={classes.details}>
        <div className={classes.pair}>
          {text('namespace')}
          {text('namePrefix')}
        </div>
        <FormControlLabel
          control={
            <Checkbox
              size="small"
              color="primary"
              checked={draft.options.keepCurrentOwner}
              onChange={(_, keepCurrentOwner) =>
                change({ options: { keepCurrentOwner } })
              }
            />
          }
          label={t('identity.keepCurrentOwner')}
        />
        <AbsencePolicy form={props.form} />
      </AccordionDetails>
    </Accordion>
  );
};
