import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import type { DraftForm } from '../../hooks/useDraft';
import { useT } from '../../hooks/useT';
import { examplePattern } from '../../wizard/examplePattern';
import { FormSection } from '../FormSection';

const useStyles = makeStyles(theme => ({
  pair: {
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    gap: theme.spacing(2),
  },
}));

/** Include and exclude patterns, one a line. */
export const ScopePatterns = (props: { form: DraftForm }) => {
  const { technology, draft, problems, change } = props.form;
  const classes = useStyles();
  const t = useT();
  const { levels } = technology.scope;
  const examples = {
    include: examplePattern(technology),
    exclude: [...levels.slice(1).map(() => '*'), 'tmp_*'].join('.'),
  };
  return (
    <FormSection
      title={t('connect.scopeTitle')}
      hint={t('connect.scopeHint', { levels: levels.join('.') })}
    >
      <div className={classes.pair}>
        {(['include', 'exclude'] as const).map(side => {
          const problem = Object.entries(problems).find(([path]) =>
            path.startsWith(`scope.${side}`),
          );
          return (
            <TextField
              key={side}
              id={`scope-${side}`}
              label={t(`connect.${side}`)}
              value={draft.scope[side].join('\n')}
              onChange={event =>
                change({ scope: { [side]: event.target.value.split('\n') } })
              }
              error={problem !== undefined}
              helperText={
                problem?.[1] ??
                t(`connect.${side}Hint`, { example: examples[side] })
              }
              inputProps={{ spellCheck: false }}
              variant="outlined"
              multiline
              minRows={3}
              maxRows={12}
            />
          );
        })}
      </div>
    </FormSection>
  );
};
