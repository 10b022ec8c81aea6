// SQLite keeps some of what a table is only as the text of its CREATE statement:
// names of constraints, checks, generation expressions, comments.
// https://sqlite.org/lang_createtable.html
import {
  closeOf,
  inside,
  isComment,
  itemsOf,
  nameOf,
  proseOf,
  tokensOf,
  wordOf,
  type Token,
} from './sqlTokens';

/** What only the text of a CREATE TABLE says. */
export interface TableText {
  comment?: string;
  /** By {@link folded} name. */
  readonly columns: Map<string, ColumnText>;
  primaryKeyName?: string;
  readonly uniques: { name?: string; columns: string[] }[];
  readonly checks: { name?: string; expression: string }[];
  /** In the order they are declared. */
  readonly foreignKeys: { name?: string; deferrable?: true }[];
}

export interface ColumnText {
  comment?: string;
  generatedAs?: string;
  autoincrement?: true;
}

export function emptyTableText(): TableText {
  return { columns: new Map(), uniques: [], checks: [], foreignKeys: [] };
}

/** As SQLite compares names: https://sqlite.org/faq.html#q18 */
export function folded(name: string): string {
  return name.replace(/[A-Z]+/g, letters => letters.toLowerCase());
}

export function readTableText(sql: string): TableText {
  const tokens = tokensOf(sql);
  const open = tokens.findIndex(token => token.text === '(');
  const text = emptyTableText();
  if (open < 0) {
    return text;
  }
  const { items, about } = itemsOf(sql, tokens, open);
  const head = tokens.slice(0, open).filter(isComment);
  text.comment = proseOf([...head, ...about]);
  for (const { tokens: parts, comments } of items) {
    if (/^(constraint|primary|unique|check|foreign)$/i.test(parts[0].text)) {
      readConstraints(sql, parts, text);
    } else {
      const name = nameOf(parts[0]);
      const column: ColumnText = { comment: proseOf(comments) };
      text.columns.set(folded(name), column);
      readConstraints(sql, parts.slice(1), text, { name, column });
    }
  }
  return text;
}

/** The query of a view, and the comment before it. */
export function readViewText(sql: string): { comment?: string; query: string } {
  const tokens = tokensOf(sql);
  const as = tokens.findIndex(token => wordOf(token) === 'AS');
  const query = tokens.findIndex((it, at) => at > as && !isComment(it));
  return {
    comment: proseOf(tokens.slice(0, query).filter(isComment)),
    query: sql.slice(tokens[query].start).trim(),
  };
}

/** The columns or expressions of an index, and its condition. */
export function readIndexText(sql: string): {
  expressions: string[];
  where?: string;
} {
  const tokens = tokensOf(sql).filter(token => !isComment(token));
  const open = tokens.findIndex(token => token.text === '(');
  const where = tokens[closeOf(tokens, open) + 1];
  return {
    expressions: itemsOf(sql, tokens, open).items.map(({ tokens: parts }) =>
      sql
        .slice(parts[0].start, parts[parts.length - 1].end)
        .replace(/\s+(asc|desc)$/i, '')
        .replace(/\s+collate\s+\S+$/i, ''),
    ),
    where: where && sql.slice(where.end).trim(),
  };
}

/** Of a table, or of one of its columns. They need no comma in between. */
function readConstraints(
  sql: string,
  parts: readonly Token[],
  text: TableText,
  of?: { readonly name: string; readonly column: ColumnText },
): void {
  let name: string | undefined;
  const named = <T>(constraint: T) => {
    const result = { ...constraint, name };
    name = undefined;
    return result;
  };
  for (let at = 0; at < parts.length; at += 1) {
    const opens = parts[at + 1]?.text === '(';
    switch (wordOf(parts[at])) {
      case '(':
        at = closeOf(parts, at);
        break;
      case 'CONSTRAINT':
        at += 1;
        name = nameOf(parts[at]);
        break;
      case 'PRIMARY':
        text.primaryKeyName = named({}).name;
        break;
      case 'UNIQUE': {
        const columns = of
          ? [of.name]
          : itemsOf(sql, parts, at + 1).items.map(it => nameOf(it.tokens[0]));
        text.uniques.push(named({ columns }));
        break;
      }
      case 'CHECK':
        text.checks.push(named({ expression: inside(sql, parts, at + 1) }));
        break;
      case 'REFERENCES':
        text.foreignKeys.push(named({}));
        break;
      case 'DEFERRABLE':
        if (wordOf(parts[at - 1]) !== 'NOT') {
          text.foreignKeys[text.foreignKeys.length - 1].deferrable = true;
        }
        break;
      case 'AS':
        if (of && opens) {
          of.column.generatedAs = inside(sql, parts, at + 1);
        }
        break;
      case 'AUTOINCREMENT':
        if (of) {
          of.column.autoincrement = true;
        }
        break;
      default:
    }
  }
}
