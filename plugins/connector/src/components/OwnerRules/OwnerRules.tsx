import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import AddIcon from '@material-ui/icons/Add';
import type { OwnerRule } from '@backstage-connector/plugin-connector-common';
import type { DraftForm } from '../../hooks/useDraft';
import { useT } from '../../hooks/useT';
import { examplePattern } from '../../wizard/examplePattern';
import { OwnerRuleRow } from './OwnerRuleRow';

const useStyles = makeStyles(theme => ({
  rules: {
    display: 'grid',
    gap: theme.spacing(2),
    margin: theme.spacing(2, 0),
    padding: 0,
    listStyle: 'none',
    '&:empty': { display: 'none' },
  },
}));

/** An ordered list of patterns with owners; the first match decides (OC-54). */
export const OwnerRules = (props: { form: DraftForm }) => {
  const { technology, draft, problems, change } = props.form;
  const { ownerRules } = draft.options;
  const classes = useStyles();
  const t = useT();
  const set = (rules: OwnerRule[]) =>
    change({ options: { ownerRules: rules } });

  return (
    <div role="group" aria-label={t('identity.rulesTitle')}>
      <Typography variant="subtitle2">{t('identity.rulesTitle')}</Typography>
      <Typography variant="body2" color="textSecondary">
        {t('identity.rulesHint', {
          levels: technology.scope.levels.join('.'),
          example: examplePattern(technology),
        })}
      </Typography>
      <ol className={classes.rules}>
        {ownerRules.map((rule, index) => (
          <OwnerRuleRow
            key={index}
            number={index + 1}
            rule={rule}
            problems={{
              pattern: problems[`options.ownerRules.${index}.pattern`],
              owner: problems[`options.ownerRules.${index}.owner`],
            }}
            onChange={part =>
              set(
                ownerRules.map((r, i) => (i === index ? { ...r, ...part } : r)),
              )
            }
            onRemove={() => set(ownerRules.filter((_, i) => i !== index))}
            onMoveUp={
              index === 0
                ? undefined
                : () =>
                    set([
                      ...ownerRules.slice(0, index - 1),
                      rule,
                      ownerRules[index - 1],
                      ...ownerRules.slice(index + 1),
                    ])
            }
          />
        ))}
      </ol>
      <Button
        size="small"
        startIcon={<AddIcon />}
        onClick={() => set([...ownerRules, { pattern: '', owner: '' }])}
      >
        {t('identity.ruleAdd')}
      </Button>
    </div>
  );
};
