import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  picture: {
    width: 280,
    maxWidth: '100%',
    color: theme.palette.text.secondary,
  },
  accent: { color: theme.palette.primary.main },
}));

/** A database whose tables become entities; drawn for the empty state. */
export const EmptyPicture = () => {
  const classes = useStyles();
  return (
    <svg
      viewBox="0 0 280 140"
      className={classes.picture}
      fill="none"
      stroke="currentColor"
      strokeWidth="2.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
    >
      <ellipse cx="56" cy="34" rx="36" ry="12" />
      <path d="M20 34v72c0 7 16 12 36 12s36-5 36-12V34" />
      <path d="M20 58c0 7 16 12 36 12s36-5 36-12M20 82c0 7 16 12 36 12s36-5 36-12" />
      <g className={classes.accent}>
        <path d="M106 70h48" strokeDasharray="2 8" />
        <path d="M150 60l12 10-12 10" />
      </g>
      <rect x="180" y="16" width="80" height="30" rx="6" />
      <rect x="180" y="55" width="80" height="30" rx="6" />
      <rect x="180" y="94" width="80" height="30" rx="6" />
      <path d="M208 27h40M208 36h24M208 66h40M208 75h30M208 105h40M208 114h18" />
      <g className={classes.accent}>
        <circle cx="194" cy="31" r="5" />
        <circle cx="194" cy="70" r="5" />
        <circle cx="194" cy="109" r="5" />
      </g>
    </svg>
  );
};
