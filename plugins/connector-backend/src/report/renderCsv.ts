import type { DecisionRecord } from '@backstage-connector/plugin-connector-common';

/** The columns of decisions as a table, in order. */
const columns: Readonly<
  Record<string, (decision: DecisionRecord) => string | number | undefined>
> = {
  seq: it => it.seq,
  action: it => it.action,
  applied: it => (it.applied ? 'yes' : 'no'),
  ref: it => it.ref,
  kind: it => it.assetKind,
  title: it => it.title,
  uid: it => it.uid,
  rule: it => it.rule,
  reason: it => it.reason,
  sentence: it => it.sentence,
  remedy: it => it.remedy,
  notes: it =>
    it.notes?.map(note => `${note.rule}: ${note.sentence}`).join(' '),
  changes: it => it.changes?.map(change => change.path).join(' '),
};

/** The first line of decisions as CSV (RFC 4180). */
export function csvHeader(): string {
  return csvLine(Object.keys(columns));
}

/** A decision as a line of CSV. */
export function csvDecision(decision: DecisionRecord): string {
  return csvLine(Object.values(columns).map(column => column(decision)));
}

function csvLine(cells: readonly (string | number | undefined)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

// Names come from others: spreadsheets run a cell that starts like a formula.
function csvCell(value: string | number | undefined): string {
  const text = String(value ?? '');
  const harmless =
    typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless)
    ? `"${harmless.replaceAll('"', '""')}"`
    : harmless;
}
