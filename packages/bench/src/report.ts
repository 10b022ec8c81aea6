/** A table for the terminal: the first column to the left, numbers to the right. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, at) =>
    Math.max(...rows.map(row => row[at].length)),
  );
  return rows
    .map(row =>
      row
        .map((cell, at) =>
          at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at] + 2),
        )
        .join(''),
    )
    .join('\n');
}

export function formatSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

/** Of an even number of values: the upper one of the two. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** One target, and whether it was met. */
export interface Verdict {
  readonly target: string;
  readonly found: string;
  readonly met: boolean;
}

export function formatVerdict({ target, found, met }: Verdict): string {
  return `${met ? 'met   ' : 'MISSED'} ${target}: ${found}`;
}
