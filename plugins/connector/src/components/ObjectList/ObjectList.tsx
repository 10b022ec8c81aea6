import {
  createContext,
  forwardRef,
  memo,
  useContext,
  useMemo,
  useState,
  type HTMLAttributes,
} from 'react';
import type { ArchiveSelection } from '@backstage-connector/plugin-connector-common';
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  areEqual,
  FixedSizeList,
  type ListChildComponentProps,
} from 'react-window';
import { selectedIn, toggled } from '../../archives/selection';
import type { ReadObjects } from '../../hooks/useArchiveObjects';
import { useT } from '../../hooks/useT';
import { NeededLine } from './NeededLine';
import { ObjectLine } from './ObjectLine';
import { objectRows, type ObjectRow } from './objectRows';
import { objectColumns } from './useLineStyles';

/** Of a line, in pixels; all are alike, so that any number of them scrolls. */
const LINE = 56;
const HEIGHT = 504;
/** So many lines before the end, the next objects are read. */
const AHEAD = 100;

const useStyles = makeStyles(theme => ({
  head: {
    display: 'grid',
    ...objectColumns(theme),
    alignItems: 'center',
    padding: theme.spacing(1, 2, 1, 0),
    borderBottom: `1px solid ${theme.palette.divider}`,
    fontWeight: 'bold',
    textTransform: 'uppercase',
  },
  message: { padding: theme.spacing(2) },
}));

// The list hands its lines nothing but their number and place.
const LineContext = createContext<(index: number) => JSX.Element>(() => <></>);

// Scrolling draws only the lines that come into sight.
const Line = memo(({ index, style }: ListChildComponentProps) => {
  const draw = useContext(LineContext);
  return (
    // The head is the first row.
    <div role="row" aria-rowindex={index + 2} style={style}>
      {draw(index)}
    </div>
  );
}, areEqual);

const Lines = forwardRef<HTMLDivElement, HTMLAttributes<HTMLDivElement>>(
  (props, ref) => <div role="rowgroup" ref={ref} {...props} />,
);

/** The objects of an archive; only the lines one sees are drawn. */
export const ObjectList = (props: {
  read: ReadObjects;
  /** List below each object what it needs. */
  needed: boolean;
  selection: ArchiveSelection;
  onSelect: (selection: ArchiveSelection) => void;
}) => {
  const { read, needed, selection, onSelect } = props;
  const { items, total, more, failed } = read;
  const classes = useStyles();
  const t = useT();
  const [turned, setTurned] = useState({ of: needed, seqs: new Set<number>() });
  const seqs = turned.of === needed ? turned.seqs : undefined;
  const rows = useMemo(
    () => objectRows(items, needed, seqs ?? new Set()),
    [items, needed, seqs],
  );
  const isSelected = useMemo(() => selectedIn(selection), [selection]);
  const turn = (seq: number) => {
    const next = new Set(seqs);
    if (!next.delete(seq)) next.add(seq);
    setTurned({ of: needed, seqs: next });
  };
  const draw = (row: ObjectRow | undefined) => {
    if (!row) {
      return (
        <Typography
          role="cell"
          component="div"
          color="textSecondary"
          className={classes.message}
        >
          {failed ? (
            <Button size="small" onClick={more}>
              {t('archiveImport.contents.readOn')}
            </Button>
          ) : (
            t('archiveImport.contents.loading')
          )}
        </Typography>
      );
    }
    if (row.kind === 'needed') return <NeededLine row={row} />;
    const { object } = row;
    return (
      <ObjectLine
        object={object}
        selection={selection}
        selected={isSelected(object)}
        open={(seqs?.has(object.seq) ?? false) !== needed}
        onToggle={() => onSelect(toggled(selection, object))}
        onTurn={() => turn(object.seq)}
      />
    );
  };
  return (
    <>
      <Typography variant="body2" color="textSecondary" role="status">
        {t('archiveImport.contents.matching', { count: total })}
      </Typography>
      <Paper
        variant="outlined"
        role="table"
        aria-label={t('archiveImport.contents.list')}
        aria-rowcount={more ? -1 : rows.length + 1}
      >
        <div role="rowgroup">
          <Typography
            variant="caption"
            component="div"
            role="row"
            aria-rowindex={1}
            className={classes.head}
          >
            <span role="columnheader" aria-label=" " />
            {(['object', 'kind', 'modified', 'needs'] as const).map(name => (
              <span key={name} role="columnheader">
                {t(`archiveImport.contents.column.${name}`)}
              </span>
            ))}
          </Typography>
        </div>
        {rows.length ? (
          <LineContext.Provider value={index => draw(rows[index])}>
            <FixedSizeList
              height={Math.min(HEIGHT, rows.length * LINE)}
              width="100%"
              itemSize={LINE}
              itemCount={rows.length + (more ? 1 : 0)}
              innerElementType={Lines}
              onItemsRendered={({ overscanStopIndex }) => {
                const near = overscanStopIndex >= rows.length - AHEAD;
                // What has failed is tried again by the person.
                if (near && !failed) more?.();
              }}
            >
              {Line}
            </FixedSizeList>
          </LineContext.Provider>
        ) : (
          <Typography className={classes.message}>
            {t('archiveImport.contents.none')}
          </Typography>
        )}
      </Paper>
    </>
  );
};
