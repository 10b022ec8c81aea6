import { useState } from 'react';
import type {
  Scope,
  ScopeMatches,
} from '@backstage-connector/plugin-connector-common';
import List from '@material-ui/core/List';
import ListItem from '@material-ui/core/ListItem';
import ListItemIcon from '@material-ui/core/ListItemIcon';
import ListItemText from '@material-ui/core/ListItemText';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import CheckIcon from '@material-ui/icons/Check';
import CloseIcon from '@material-ui/icons/Close';
import { useScopeMatches } from '../../hooks/useScopeMatches';
import { useT } from '../../hooks/useT';
import { FormSection } from '../FormSection';
import { LoadedContent } from '../LoadedContent';
import { SearchField } from '../SearchField';

const useStyles = makeStyles(theme => ({
  list: {
    maxHeight: 320,
    overflow: 'auto',
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    padding: 0,
  },
  icon: { minWidth: 36 },
  excluded: { color: theme.palette.text.secondary },
}));

const Matches = ({ matches }: { matches: ScopeMatches }) => {
  const { items, included, total, truncated } = matches;
  const classes = useStyles();
  const t = useT();
  const [text, setText] = useState('');
  const shown = items.filter(({ path }) =>
    path.join('.').toLocaleLowerCase().includes(text.toLocaleLowerCase()),
  );
  return (
    <>
      <Typography role="status">
        {t('test.scopeText', {
          included: included.toLocaleString(),
          total: total.toLocaleString(),
        })}{' '}
        {truncated &&
          t('test.scopeTruncated', { number: String(items.length) })}
      </Typography>
      <SearchField
        id="scope-filter"
        label={t('test.scopeFilter')}
        value={text}
        onChange={setText}
      />
      <List
        dense
        className={classes.list}
        aria-label={t('test.scopeTitle')}
        tabIndex={0}
      >
        {shown.map(item => (
          <ListItem key={JSON.stringify(item.path)}>
            <ListItemIcon className={classes.icon}>
              {item.included ? (
                <CheckIcon
                  fontSize="small"
                  titleAccess={t('test.scopeIncluded')}
                />
              ) : (
                <CloseIcon
                  fontSize="small"
                  titleAccess={t('test.scopeExcluded')}
                />
              )}
            </ListItemIcon>
            <ListItemText
              primary={item.path.join('.')}
              secondary={[item.relationType, item.reason]
                .filter(Boolean)
                .join(' · ')}
              className={item.included ? undefined : classes.excluded}
            />
          </ListItem>
        ))}
      </List>
    </>
  );
};

/** What include and exclude patterns take from the source and leave out. */
export const ScopePreview = (props: { connectionId: string; scope: Scope }) => {
  const matches = useScopeMatches(props.connectionId, props.scope);
  const t = useT();
  return (
    <FormSection title={t('test.scopeTitle')}>
      <LoadedContent state={matches}>
        {value => <Matches matches={value} />}
      </LoadedContent>
    </FormSection>
  );
};
