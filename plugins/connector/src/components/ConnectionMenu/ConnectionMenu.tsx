import { useState } from 'react';
import type { Connection } from '@backstage-connector/plugin-connector-common';
import IconButton from '@material-ui/core/IconButton';
import ListItemText from '@material-ui/core/ListItemText';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles } from '@material-ui/core/styles';
import MoreVertIcon from '@material-ui/icons/MoreVert';
import { useConnectionMenu } from '../../hooks/useConnectionMenu';
import { useT } from '../../hooks/useT';
import { DeleteConnectionDialog } from '../DeleteConnectionDialog';
import { DuplicateConnectionDialog } from '../DuplicateConnectionDialog';
import { ScheduleDialog } from '../ScheduleDialog';

const useStyles = makeStyles(theme => ({
  // Why an action cannot be done is to be read, unlike the action.
  item: {
    '&.Mui-disabled': { opacity: 1 },
    '&.Mui-disabled .MuiListItemText-primary': {
      color: theme.palette.text.disabled,
    },
  },
}));

type Open =
  | { what: 'nothing' | 'delete' | 'duplicate' | 'schedule' }
  | { what: 'menu'; anchor: HTMLElement };

/** The actions of one connection, behind one button. */
export const ConnectionMenu = (props: {
  connection: Connection;
  onChanged: () => void;
}) => {
  const { connection, onChanged } = props;
  const classes = useStyles();
  const t = useT();
  const [open, setOpen] = useState<Open>({ what: 'nothing' });
  const close = () => setOpen({ what: 'nothing' });
  const items = useConnectionMenu({
    connection,
    onChanged,
    onDelete: () => setOpen({ what: 'delete' }),
    onDuplicate: () => setOpen({ what: 'duplicate' }),
    onSchedule: () => setOpen({ what: 'schedule' }),
  });

  return (
    <>
      <IconButton
        size="small"
        aria-label={t('connections.actions', { name: connection.name })}
        aria-haspopup="menu"
        disabled={!items.length}
        onClick={event =>
          setOpen({ what: 'menu', anchor: event.currentTarget })
        }
      >
        <MoreVertIcon />
      </IconButton>
      <Menu
        open={open.what === 'menu'}
        anchorEl={open.what === 'menu' ? open.anchor : undefined}
        onClose={close}
        getContentAnchorEl={null}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      >
        {items.map((item, index) => (
          <MenuItem
            key={item.id}
            className={classes.item}
            disabled={item.blockedBy !== undefined}
            onClick={() => {
              close();
              item.act();
            }}
          >
            <ListItemText
              primary={t(`connections.menu.${item.id}`)}
              // What keeps two neighbours from acting is said once.
              secondary={
                item.blockedBy !== items[index - 1]?.blockedBy && item.blockedBy
              }
              style={{ maxWidth: 320, whiteSpace: 'normal' }}
            />
          </MenuItem>
        ))}
      </Menu>
      {open.what === 'delete' && (
        <DeleteConnectionDialog
          connection={connection}
          onClose={close}
          onDeleted={onChanged}
        />
      )}
      {open.what === 'duplicate' && (
        <DuplicateConnectionDialog
          connection={connection}
          onClose={close}
          onDuplicated={onChanged}
        />
      )}
      {open.what === 'schedule' && (
        <ScheduleDialog
          connection={connection}
          onClose={close}
          onChanged={onChanged}
        />
      )}
    </>
  );
};
