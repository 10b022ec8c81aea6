import type { Connection } from '@backstage-connector/plugin-connector-common';
import { makeStyles } from '@material-ui/core/styles';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { useT } from '../../hooks/useT';

const useStyles = makeStyles({
  // The name of the connection stands in the same row at its full length.
  clamped: {
    display: '-webkit-box',
    overflow: 'hidden',
    WebkitLineClamp: 3,
    WebkitBoxOrient: 'vertical',
  },
});

/** What the imported objects become part of (OC-8). */
export const Target = (props: {
  connection: Pick<Connection, 'name' | 'options'>;
}) => {
  const { name, options } = props.connection;
  const classes = useStyles();
  const t = useT();
  switch (options.source.kind) {
    case 'existing':
      return <EntityRefLink entityRef={options.source.ref} />;
    case 'new': {
      const text = t('connections.newSystem', { name });
      return (
        <span className={classes.clamped} title={text}>
          {text}
        </span>
      );
    }
    case 'none':
      return <>{t('connections.noTarget')}</>;
    default:
      return options.source satisfies never;
  }
};
