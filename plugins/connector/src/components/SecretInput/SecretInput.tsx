import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Chip from '@material-ui/core/Chip';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  Connection,
  Field,
} from '@backstage-connector/plugin-connector-common';
import { useT } from '../../hooks/useT';
import type { SecretDraft } from '../../wizard/draft';
import { SecretValue } from './SecretValue';

const useStyles = makeStyles(theme => ({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 220px',
    alignItems: 'start',
    gap: theme.spacing(2),
  },
  marks: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginTop: theme.spacing(0.5),
    '& .MuiChip-root': { margin: 0 },
  },
}));

/**
 * A secret: a value or the name of an environment variable. What is stored
 * never comes back; only that it is set (OC-40).
 */
export const SecretInput = (props: {
  field: Extract<Field, { type: 'secret' }>;
  secret: SecretDraft;
  stored: Connection['secrets'][string] | undefined;
  problem: string | undefined;
  onChange: (secret: SecretDraft) => void;
}) => {
  const { field, secret, stored, problem, onChange } = props;
  const classes = useStyles();
  const t = useT();
  const [from, setFrom] = useState<'value' | 'environment'>(
    secret.from === 'environment' || stored?.variable ? 'environment' : 'value',
  );
  const { title } = field;
  const id = `secret-${field.name}`;
  const choose = (next: 'value' | 'environment') => {
    setFrom(next);
    onChange({ from: 'kept' });
  };
  const isSet = stored?.set === true && secret.from !== 'none';

  return (
    <div>
      <div className={classes.row}>
        {from === 'value' ? (
          <SecretValue
            id={id}
            field={field}
            value={secret.from === 'value' ? secret.value : ''}
            problem={problem}
            onChange={value =>
              onChange(value ? { from: 'value', value } : { from: 'kept' })
            }
          />
        ) : (
          <TextField
            id={id}
            label={t('connect.variable', { title })}
            value={secret.from === 'environment' ? secret.variable : ''}
            placeholder={stored?.variable}
            onChange={({ target: { value: variable } }) =>
              onChange(
                variable ? { from: 'environment', variable } : { from: 'kept' },
              )
            }
            required={field.required}
            error={problem !== undefined}
            helperText={problem ?? t('connect.variableHint')}
            inputProps={{ spellCheck: false }}
            variant="outlined"
            size="small"
          />
        )}
        <TextField
          select
          id={`${id}-from`}
          label={t('connect.secretFrom', { title })}
          value={from}
          onChange={event => choose(event.target.value as typeof from)}
          InputLabelProps={{ id: `${id}-from-label` }}
          SelectProps={{ labelId: `${id}-from-label` }}
          variant="outlined"
          size="small"
        >
          <MenuItem value="value">{t('connect.fromValue')}</MenuItem>
          <MenuItem value="environment">
            {t('connect.fromEnvironment')}
          </MenuItem>
        </TextField>
      </div>
      {isSet && (
        <div className={classes.marks}>
          <Chip size="small" label={t('connect.secretSet')} color="primary" />
          <Typography variant="body2">
            {stored.variable
              ? t('connect.secretKeptVariable', { variable: stored.variable })
              : t('connect.secretKept')}
          </Typography>
          <Button size="small" onClick={() => onChange({ from: 'none' })}>
            {t('connect.forget')}
          </Button>
        </div>
      )}
      {secret.from === 'none' && (
        <Typography variant="body2">{t('connect.forgotten')}</Typography>
      )}
    </div>
  );
};
