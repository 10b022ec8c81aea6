import type { Technology } from '@backstage-connector/plugin-connector-common';
import { makeStyles } from '@material-ui/core/styles';
import StorageIcon from '@material-ui/icons/Storage';

const useStyles = makeStyles({
  // As a mask the drawing takes the colour of the text in either theme, and
  // nothing inside the document can run.
  drawing: {
    display: 'inline-block',
    flexShrink: 0,
    backgroundColor: 'currentColor',
    maskSize: 'contain',
    maskRepeat: 'no-repeat',
    maskPosition: 'center',
    '-webkit-mask-size': 'contain',
    '-webkit-mask-repeat': 'no-repeat',
    '-webkit-mask-position': 'center',
  },
});

/** The sign of a technology; decoration beside its name. */
export const TechnologyIcon = (props: {
  technology: Pick<Technology, 'icon'> | undefined;
  /** Edge in pixels. */
  size?: number;
}) => {
  const { technology, size = 24 } = props;
  const classes = useStyles();
  if (!technology?.icon) {
    return <StorageIcon aria-hidden style={{ fontSize: size }} />;
  }
  const image = `url("data:image/svg+xml,${encodeURIComponent(
    technology.icon,
  )}")`;
  return (
    <span
      aria-hidden
      className={classes.drawing}
      style={{
        width: size,
        height: size,
        maskImage: image,
        WebkitMaskImage: image,
      }}
    />
  );
};
